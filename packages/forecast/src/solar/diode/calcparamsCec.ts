import type { Column } from '@usina/core/series';
import type { Scalars } from '../Quantity.ts';
import { type CalcparamsDesotoOptions, calcparamsDesoto, type DesotoModule } from './calcparamsDesoto.ts';
import type { DiodeCircuit } from './DiodeCircuit.ts';

/** A module by the six parameters of the CEC model: those of De Soto and an adjustment. */
export interface CecModule extends DesotoModule {
  /** Taken off the temperature coefficient of the short-circuit current. [%] */
  adjustPercent: number;
}

export interface CalcparamsCecOptions extends CalcparamsDesotoOptions, CecModule {}

/**
 * The equivalent circuit of a module of the CEC database at an irradiance and a cell temperature. NaN in gives NaN out.
 *
 * @see A. Dobos, "An improved coefficient calculator for the California Energy Commission 6 parameter photovoltaic
 * module model", Journal of Solar Energy Engineering 134, 2012.
 *
 * @example
 * calcparamsCec({ effectiveIrradianceWm2: 1313.61, cellTemperatureC: 48.15, alphaScAPerC: 0.004492, aRefV: 2.00496,
 *   iLRefA: 7.08408, iORefA: 5.1755e-10, rShRefOhm: 434.131, rSOhm: 0.8116, adjustPercent: 11.435 }).photocurrentA // 9.426700
 */
export function calcparamsCec(options: Scalars<CalcparamsCecOptions>): DiodeCircuit<number>;
export function calcparamsCec(options: CalcparamsCecOptions): DiodeCircuit<Column | number>;
export function calcparamsCec({ adjustPercent, alphaScAPerC, ...options }: CalcparamsCecOptions): DiodeCircuit {
  return calcparamsDesoto({ ...options, alphaScAPerC: alphaScAPerC * (1 - adjustPercent / 100) });
}
