import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';
import type { DiodeCircuit } from './DiodeCircuit.ts';

/** A module by the five parameters of De Soto at 1000 W/m² and 25 °C, as the CEC database lists them. */
export interface DesotoModule {
  /** Change of the short-circuit current with temperature. [A/°C] */
  alphaScAPerC: number;
  /** Ideality × cells in series × thermal voltage at 25 °C. [V] */
  aRefV: number;
  /** Light-generated current. [A] */
  iLRefA: number;
  /** Saturation current of the diode. [A] */
  iORefA: number;
  /** [Ω] */
  rShRefOhm: number;
  /** [Ω] */
  rSOhm: number;
  /** Band gap at 25 °C. [eV] @defaultValue 1.121 (silicon) */
  egRefEv?: number;
  /** Relative change of the band gap with temperature. [1/K] @defaultValue -0.0002677 (silicon) */
  dEgDtPerK?: number;
}

export interface CalcparamsDesotoOptions extends DesotoModule {
  /** Irradiance that the cells use, 0 or more. [W/m²] */
  effectiveIrradianceWm2: Quantity;
  /** [°C] */
  cellTemperatureC: Quantity;
}

/** CODATA 2018. [eV/K] */
const BOLTZMANN_EV = 8.617333262e-5;
const REFERENCE_K = 298.15;

/**
 * The equivalent circuit of a module at an irradiance and a cell temperature. The shunt is Infinity in the dark. NaN in gives
 * NaN out.
 *
 * @see W. De Soto, S.A. Klein, W.A. Beckman, "Improvement and validation of a model for photovoltaic array performance",
 * Solar Energy 80, 78-88, 2006.
 *
 * @example
 * calcparamsDesoto({ effectiveIrradianceWm2: 1313.61, cellTemperatureC: 48.15, alphaScAPerC: 0.004492, aRefV: 2.00496,
 *   iLRefA: 7.08408, iORefA: 5.1755e-10, rShRefOhm: 434.131, rSOhm: 0.8116 }).photocurrentA // 9.442320
 */
export function calcparamsDesoto(options: Scalars<CalcparamsDesotoOptions>): DiodeCircuit<number>;
export function calcparamsDesoto(options: CalcparamsDesotoOptions): DiodeCircuit<Column | number>;
export function calcparamsDesoto(options: CalcparamsDesotoOptions): DiodeCircuit {
  const { effectiveIrradianceWm2, cellTemperatureC, alphaScAPerC, aRefV, iLRefA, iORefA, rShRefOhm, rSOhm } = options;
  const { egRefEv = 1.121, dEgDtPerK = -0.0002677 } = options;
  const weather = [effectiveIrradianceWm2, cellTemperatureC];
  return {
    photocurrentA: mapQuantities((g, t) => (g / 1000) * (iLRefA + alphaScAPerC * (t - 25)), weather),
    saturationCurrentA: mapQuantities(
      (t) => {
        const kelvin = t + 273.15;
        const gapEv = egRefEv * (1 + dEgDtPerK * (t - 25));
        const grown = (egRefEv / REFERENCE_K - gapEv / kelvin) / BOLTZMANN_EV;
        return iORefA * (kelvin / REFERENCE_K) ** 3 * Math.exp(grown);
      },
      [cellTemperatureC],
    ),
    resistanceSeriesOhm: rSOhm,
    resistanceShuntOhm: mapQuantities((g) => rShRefOhm * (1000 / g), [effectiveIrradianceWm2]),
    nNsVthV: mapQuantities((t) => (aRefV * (t + 273.15)) / REFERENCE_K, [cellTemperatureC]),
  };
}
