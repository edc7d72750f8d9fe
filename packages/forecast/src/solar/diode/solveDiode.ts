/**
 * The circuit is solved along the voltage across its diode, of which current and voltage are explicit functions, convex
 * and monotone: Newton's method started beyond the root comes down to it without overshooting. A step below 1e-8 of the
 * thermal voltage ends it, since the next would be below rounding.
 */
const SMALL_STEP = 1e-8;
const MOST_STEPS = 100;

/** Current out of the circuit at a voltage across the diode. [A] */
export function currentAt(vd: number, light: number, saturation: number, shunt: number, thermal: number): number {
  return light - saturation * Math.expm1(vd / thermal) - vd * shunt;
}

/** Diode voltage where the circuit gives a current. `shunt` is a conductance. [V] */
export function diodeVoltageOfCurrent(
  currentA: number,
  light: number,
  saturation: number,
  shunt: number,
  thermal: number,
): number {
  const rest = light - currentA;
  // without a shunt no voltage draws more than light and saturation give
  if (shunt === 0 && rest <= -saturation) return Number.NaN;
  let vd = rest > 0 ? Math.min(thermal * Math.log1p(rest / saturation), rest / shunt) : 0;
  for (let k = 0; k < MOST_STEPS; k++) {
    const grown = saturation * Math.exp(vd / thermal);
    const step = (rest - (grown - saturation) - vd * shunt) / (grown / thermal + shunt);
    vd += step;
    if (!(Math.abs(step) > SMALL_STEP * thermal)) return vd;
  }
  return vd;
}

/** Diode voltage where the circuit has a voltage at its ends. [V] */
export function diodeVoltageOfVoltage(
  voltageV: number,
  light: number,
  saturation: number,
  series: number,
  shunt: number,
  thermal: number,
): number {
  if (series === 0) return voltageV;
  const reach = voltageV + series * light;
  let vd = reach > 0 ? Math.min(reach, thermal * Math.log1p(reach / (series * saturation))) : reach;
  for (let k = 0; k < MOST_STEPS; k++) {
    const grown = saturation * Math.exp(vd / thermal);
    const miss = vd - voltageV - series * (light - (grown - saturation) - vd * shunt);
    const step = miss / (1 + series * (grown / thermal + shunt));
    vd -= step;
    if (!(Math.abs(step) > SMALL_STEP * thermal)) return vd;
  }
  return vd;
}

/** Diode voltage where the circuit gives most power: where the derivative of power passes 0, kept in its bracket. [V] */
export function diodeVoltageOfMaxPower(
  light: number,
  saturation: number,
  series: number,
  shunt: number,
  thermal: number,
): number {
  if (light <= 0) return 0;
  let low = 0;
  let high = thermal * Math.log1p(light / saturation);
  const turns = high / thermal;
  let vd = high - thermal * Math.log(1 + turns - Math.log1p(turns));
  for (let k = 0; k < MOST_STEPS; k++) {
    const grown = saturation * Math.exp(vd / thermal);
    const current = light - (grown - saturation) - vd * shunt;
    const voltage = vd - current * series;
    const dCurrent = -grown / thermal - shunt;
    const bend = -grown / (thermal * thermal);
    const dVoltage = 1 - series * dCurrent;
    const slope = current * dVoltage + voltage * dCurrent;
    if (slope > 0) low = vd;
    else high = vd;
    const step = -slope / (2 * dCurrent * dVoltage + (voltage - series * current) * bend);
    if (!(Math.abs(step) > SMALL_STEP * thermal)) return vd + step;
    const next = vd + step;
    vd = next > low && next < high ? next : (low + high) / 2;
  }
  return vd;
}
