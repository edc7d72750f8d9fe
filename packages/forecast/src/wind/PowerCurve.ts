import { WindError } from './WindError.ts';

/** Power over wind speed, points of ascending speed; 0 below the first and above the last, which is the cut-out. */
export interface PowerCurve {
  /** At hub height and the curve's density. [m/s] */
  readonly windSpeedMps: readonly number[];
  /** [W] */
  readonly powerW: readonly number[];
  /** That the curve was measured at. [kg/m³] @defaultValue 1.225 */
  readonly airDensityKgM3?: number;
}

/**
 * Power of a curve at a wind speed, straight between its points. [W] NaN in gives NaN out.
 *
 * @example
 * curvePower({ windSpeedMps: [3, 4, 12, 25], powerW: [0, 1_000, 11_000, 11_000] }, 8) // 6000
 */
export function curvePower({ windSpeedMps, powerW }: PowerCurve, speedMps: number): number {
  if (Number.isNaN(speedMps)) return Number.NaN;
  const last = windSpeedMps.length - 1;
  if (speedMps < windSpeedMps[0]! || speedMps > windSpeedMps[last]!) return 0;
  let i = 1;
  while (i < last && windSpeedMps[i]! < speedMps) i++;
  const share = (speedMps - windSpeedMps[i - 1]!) / (windSpeedMps[i]! - windSpeedMps[i - 1]!);
  return powerW[i - 1]! + share * (powerW[i]! - powerW[i - 1]!);
}

/** Throws `WIND_CURVE` unless the speeds rise from 0 or more, the powers are finite and as many. */
export function checkCurve({ windSpeedMps, powerW }: PowerCurve): void {
  const rises = windSpeedMps.every((speed, i) => (i === 0 ? speed >= 0 : speed > windSpeedMps[i - 1]!));
  if (rises && windSpeedMps.length >= 2 && windSpeedMps.length === powerW.length && powerW.every(Number.isFinite))
    return;
  throw new WindError(
    'WIND_CURVE',
    `Read ${windSpeedMps.length} speeds and ${powerW.length} powers, expected two points or more of rising speed.`,
    { context: { windSpeedMps, powerW } },
  );
}
