import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import { circuitQuantities, type DiodeCircuit } from './DiodeCircuit.ts';
import { currentAt, diodeVoltageOfVoltage } from './solveDiode.ts';

export interface IFromVOptions extends DiodeCircuit {
  /** At the ends of the circuit. [V] */
  voltageV: Quantity;
  out?: Column;
}

/**
 * Current of the single-diode equation at a voltage; negative above the open-circuit voltage. [A] NaN in gives NaN out.
 *
 * @see S.R. Wenham, M.A. Green, M.E. Watt, "Applied photovoltaics", 2007 (the equation).
 *
 * @example
 * iFromV({ voltageV: 29.0018, photocurrentA: 9.442320369977999, saturationCurrentA: 1.930332517218216e-8,
 *   resistanceSeriesOhm: 0.8116, resistanceShuntOhm: 330.48697863140507, nNsVthV: 2.160636082508804 }) // 8.955800
 */
export function iFromV(options: Scalars<IFromVOptions>): number;
export function iFromV(options: IFromVOptions): Column;
export function iFromV({ voltageV, out, ...circuit }: IFromVOptions): number | Column {
  return mapQuantities(
    (light, saturation, series, shunt, thermal, voltage) => {
      const vd = diodeVoltageOfVoltage(voltage, light, saturation, series, 1 / shunt, thermal);
      return currentAt(vd, light, saturation, 1 / shunt, thermal);
    },
    [...circuitQuantities(circuit), voltageV],
    out,
  );
}
