import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import { circuitQuantities, type DiodeCircuit } from './DiodeCircuit.ts';
import { diodeVoltageOfCurrent } from './solveDiode.ts';

export interface VFromIOptions extends DiodeCircuit {
  /** Out of the circuit. [A] */
  currentA: Quantity;
  out?: Column;
}

/**
 * Voltage of the single-diode equation at a current; negative above the short-circuit current. [V] NaN in gives NaN
 * out, and a current that a circuit without shunt cannot carry too.
 *
 * @see S.R. Wenham, M.A. Green, M.E. Watt, "Applied photovoltaics", 2007 (the equation).
 *
 * @example
 * vFromI({ currentA: 1.561133, photocurrentA: 9.442320369977999, saturationCurrentA: 1.930332517218216e-8,
 *   resistanceSeriesOhm: 0.8116, resistanceShuntOhm: 330.48697863140507, nNsVthV: 2.160636082508804 }) // 41.537123
 */
export function vFromI(options: Scalars<VFromIOptions>): number;
export function vFromI(options: VFromIOptions): Column;
export function vFromI({ currentA, out, ...circuit }: VFromIOptions): number | Column {
  return mapQuantities(
    (light, saturation, series, shunt, thermal, current) =>
      diodeVoltageOfCurrent(current, light, saturation, 1 / shunt, thermal) - current * series,
    [...circuitQuantities(circuit), currentA],
    out,
  );
}
