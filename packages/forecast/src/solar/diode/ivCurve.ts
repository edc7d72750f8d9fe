import type { Column } from '@usina/core/series';
import type { Scalars } from '../Quantity.ts';
import { checkRange } from '../SolarError.ts';
import type { DiodeCircuit } from './DiodeCircuit.ts';
import { iFromV } from './iFromV.ts';
import { vFromI } from './vFromI.ts';

export interface IvCurveOptions extends Scalars<DiodeCircuit> {
  /** 2 or more. @defaultValue 100 */
  points?: number;
}

/** A current-voltage curve, from short circuit to open circuit in equal steps of voltage. */
export interface IvCurve {
  /** [V] */
  voltageV: Column;
  /** [A] */
  currentA: Column;
}

/**
 * The current-voltage curve of one circuit. NaN in gives NaN out.
 *
 * @see S.R. Wenham, M.A. Green, M.E. Watt, "Applied photovoltaics", 2007 (the equation).
 *
 * @example
 * ivCurve({ photocurrentA: 1, saturationCurrentA: 5e-10, resistanceSeriesOhm: 0.1, resistanceShuntOhm: 300,
 *   nNsVthV: 1.868364354, points: 3 }) // { voltageV: [0, 19.87, 39.75], currentA: [0.9997, 0.9334, 0] }
 */
export function ivCurve({ points = 100, ...circuit }: IvCurveOptions): IvCurve {
  checkRange('points', points, 2, 1e7);
  const openV = vFromI({ ...circuit, currentA: 0 });
  const voltageV = Float64Array.from({ length: points }, (_, i) => (openV * i) / (points - 1));
  const currentA = iFromV({ ...circuit, voltageV });
  currentA[points - 1] = 0;
  return { voltageV, currentA };
}
