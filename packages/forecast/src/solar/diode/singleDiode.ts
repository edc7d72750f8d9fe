import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, quantityLength, type Scalars } from '../Quantity.ts';
import { circuitQuantities, type DiodeCircuit } from './DiodeCircuit.ts';
import { iFromV } from './iFromV.ts';
import { type MaxPowerPoint, maxPowerPoint } from './maxPowerPoint.ts';
import { vFromI } from './vFromI.ts';

/** The points by which a current-voltage curve is known. */
export interface SingleDiode<Q extends Quantity = Column> extends MaxPowerPoint<Q> {
  /** At short circuit. [A] */
  iScA: Q;
  /** At open circuit. [V] */
  vOcV: Q;
  /** At half the open-circuit voltage. [A] */
  iXA: Q;
  /** Halfway between the voltages at most power and at open circuit. [A] */
  iXxA: Q;
}

/**
 * Points of the current-voltage curve of the single-diode equation (pvlib's `singlediode`). Zeros in the dark; NaN in gives
 * NaN out. Where only the power is needed `maxPowerPoint` is faster.
 *
 * @see W. De Soto, S.A. Klein, W.A. Beckman, Solar Energy 80, 78-88, 2006; D.L. King et al., SAND2004-3535, 2004 (the points).
 *
 * @example
 * singleDiode({ photocurrentA: 1, saturationCurrentA: 5e-10, resistanceSeriesOhm: 0.1, resistanceShuntOhm: 300,
 *   nNsVthV: 1.868364354 }) // { iScA: 0.999667, vOcV: 39.74811, iMpA: 0.846124, vMpV: 33.93689, pMpW: 28.71482, … }
 */
export function singleDiode(circuit: Scalars<DiodeCircuit>): SingleDiode<number>;
export function singleDiode(circuit: DiodeCircuit): SingleDiode;
export function singleDiode(circuit: DiodeCircuit): SingleDiode<number> | SingleDiode {
  const length = quantityLength(circuitQuantities(circuit));
  const point: { vMpV: Quantity; iMpA: Quantity; pMpW: Quantity } = maxPowerPoint(circuit);
  const darkIsZero = (values: Quantity) =>
    mapQuantities((light, value) => (light <= 0 ? 0 : value), [circuit.photocurrentA, values]);
  const vOcV = darkIsZero(vFromI({ ...circuit, currentA: 0 }));
  const halfway = mapQuantities((open, most) => (open + most) / 2, [vOcV, point.vMpV]);
  const half = mapQuantities((open) => open / 2, [vOcV]);
  const currentAtVoltage = (voltageV: Quantity) => darkIsZero(iFromV({ ...circuit, voltageV }));
  const shape = length === undefined ? 0 : new Float64Array(length);
  return {
    iScA: currentAtVoltage(shape),
    vOcV,
    ...point,
    iXA: currentAtVoltage(half),
    iXxA: currentAtVoltage(halfway),
  } as SingleDiode;
}
