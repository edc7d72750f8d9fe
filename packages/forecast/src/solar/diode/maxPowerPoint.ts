import type { Column } from '@usina/core/series';
import { outColumn, type Quantity, quantityLength, type Scalars, toColumn } from '../Quantity.ts';
import { circuitQuantities, type DiodeCircuit } from './DiodeCircuit.ts';
import { currentAt, diodeVoltageOfMaxPower } from './solveDiode.ts';

export interface MaxPowerPointOptions extends DiodeCircuit {
  /** Columns to write to, such as the result of an earlier call of the same length. */
  out?: MaxPowerPoint;
}

/** Where the circuit gives most power. */
export interface MaxPowerPoint<Q extends Quantity = Column> {
  /** [A] */
  iMpA: Q;
  /** [V] */
  vMpV: Q;
  /** [W] */
  pMpW: Q;
}

/**
 * Maximum power point of the single-diode equation, by Newton's method on the derivative of power. Zeros in the dark; NaN in
 * gives NaN out.
 *
 * @see S.R. Wenham, M.A. Green, M.E. Watt, "Applied photovoltaics", 2007 (the equation).
 *
 * @example
 * maxPowerPoint({ photocurrentA: 1, saturationCurrentA: 5e-10, resistanceSeriesOhm: 0.1, resistanceShuntOhm: 300,
 *   nNsVthV: 1.868364354 }) // { iMpA: 0.846124, vMpV: 33.93689, pMpW: 28.71482 }
 */
export function maxPowerPoint(options: Scalars<DiodeCircuit>): MaxPowerPoint<number>;
export function maxPowerPoint(options: MaxPowerPointOptions): MaxPowerPoint;
export function maxPowerPoint({ out, ...circuit }: MaxPowerPointOptions): MaxPowerPoint<number> | MaxPowerPoint {
  const quantities = circuitQuantities(circuit);
  const length = quantityLength(quantities);
  const n = length ?? 1;
  const [light, saturation, series, shunt, thermal] = quantities.map((each) => toColumn(each, n)) as Float64Array[];
  const [iMpA, vMpV, pMpW] = [outColumn(out?.iMpA, n), outColumn(out?.vMpV, n), outColumn(out?.pMpW, n)];
  for (let i = 0; i < n; i++) {
    const conductance = 1 / shunt![i]!;
    const vd = diodeVoltageOfMaxPower(light![i]!, saturation![i]!, series![i]!, conductance, thermal![i]!);
    const current = light![i]! <= 0 ? 0 : currentAt(vd, light![i]!, saturation![i]!, conductance, thermal![i]!);
    iMpA[i] = current;
    vMpV[i] = vd - current * series![i]!;
    pMpW[i] = iMpA[i]! * vMpV[i]!;
  }
  return length === undefined ? { iMpA: iMpA[0]!, vMpV: vMpV[0]!, pMpW: pMpW[0]! } : { iMpA, vMpV, pMpW };
}
