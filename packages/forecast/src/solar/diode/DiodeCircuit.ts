import type { Quantity } from '../Quantity.ts';

/** The equivalent circuit of a cell, a module or a string: what `calcparamsDesoto` and `calcparamsCec` give. */
export interface DiodeCircuit<Q extends Quantity = Quantity> {
  /** Light-generated current, 0 in the dark. [A] */
  photocurrentA: Q;
  /** Of the diode, above 0. [A] */
  saturationCurrentA: Q;
  /** 0 or more. [Ω] */
  resistanceSeriesOhm: Q;
  /** Above 0, Infinity for none. [Ω] */
  resistanceShuntOhm: Q;
  /** Ideality × cells in series × thermal voltage. [V] */
  nNsVthV: Q;
}

/** The quantities of a circuit in the order in which the formulas take them. */
export function circuitQuantities(circuit: DiodeCircuit): Quantity[] {
  const { photocurrentA, saturationCurrentA, resistanceSeriesOhm, resistanceShuntOhm, nNsVthV } = circuit;
  return [photocurrentA, saturationCurrentA, resistanceSeriesOhm, resistanceShuntOhm, nNsVthV];
}
