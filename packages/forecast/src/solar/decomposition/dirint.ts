import type { Column } from '@usina/core/series';
import { outColumn, type Quantity, quantityLength, toColumn } from '../Quantity.ts';
import { dirintCoefficients } from './dirintCoefficients.ts';
import { disc } from './disc.ts';

export interface DirintOptions {
  /** Global horizontal of one series in the order of time, steps of at most 1.5 h. [W/m²] */
  ghiWm2: Float64Array;
  /** True (not refracted) zenith. [°] */
  zenithDeg: Quantity;
  /** Outside the air, facing the sun; the model was fitted with a solar constant of 1370 W/m². [W/m²] */
  dniExtraWm2: Quantity;
  /** [Pa] @defaultValue 101325 */
  pressurePa?: Quantity;
  /** Dew point near the ground; NaN or not given: unknown. [°C] */
  temperatureDewC?: Quantity;
  /** Whether the steps before and after tell how steady the sky is. @defaultValue true */
  useDeltaKtPrime?: boolean;
  out?: Column;
}

/**
 * Direct normal irradiance from a series of global irradiance: DISC, corrected by clearness, zenith, steadiness of the sky
 * and water in the air. [W/m²] 0 when the sun is down, where pvlib gives NaN; NaN in gives NaN out.
 *
 * Beside the night the steadiness is known from one side; an hour of light alone counts as of unknown steadiness.
 *
 * @see R. Perez, P. Ineichen, E. Maxwell, R. Seals, A. Zelenka, "Dynamic global-to-direct irradiance conversion models",
 * ASHRAE Transactions 98(1), 354-369, 1992.
 *
 * @example
 * dirint({ ghiWm2: Float64Array.of(1021.63, 533.66), zenithDeg: Float64Array.of(26.5304, 39.5581), pressurePa: 83_890.3,
 *   dniExtraWm2: extraRadiation({ dayOfYear: 269, solarConstantWm2: 1370 }), useDeltaKtPrime: false }) // [965.4846, 199.1413]
 */
export function dirint(options: DirintOptions): Column {
  const { ghiWm2, useDeltaKtPrime = true, temperatureDewC = Number.NaN } = options;
  const n = ghiWm2.length;
  quantityLength([ghiWm2, temperatureDewC]);
  const { dniWm2, kt, airmass } = disc({ ...options, out: {} });
  const zenith = toColumn(options.zenithDeg, n);
  const dew = toColumn(temperatureDewC, n);
  const result = outColumn(options.out, n);
  const ktPrime = kt.map((each, i) => {
    const steady = each / (1.031 * Math.exp(-1.4 / (0.9 + 9.4 / airmass[i]!)) + 0.1);
    return Math.min(steady, 1);
  });
  for (let i = 0; i < n; i++) {
    if (dniWm2[i] === 0) {
      result[i] = 0;
      continue;
    }
    const change = useDeltaKtPrime ? changeAt(ktPrime, i) : Number.NaN;
    const water = Math.exp(0.07 * dew[i]! - 0.075);
    const place =
      ((binOf(ktPrime[i]!, ktPrimeEdges) * 6 + binOf(zenith[i]!, zenithEdges)) * 7 + binOf(change, changeEdges)) * 5 +
      binOf(water, waterEdges);
    result[i] = dniWm2[i]! * dirintCoefficients[place]!;
  }
  return result;
}

const ktPrimeEdges = [0.24, 0.4, 0.56, 0.7, 0.8] as const;
const zenithEdges = [25, 40, 55, 70, 80] as const;
const changeEdges = [0.015, 0.035, 0.07, 0.15, 0.3] as const;
const waterEdges = [1, 2, 3] as const;

/** Which bin a value is in; what is not known has the one after the last. */
function binOf(value: number, edges: readonly number[]): number {
  if (Number.isNaN(value)) return edges.length + 1;
  let bin = 0;
  while (bin < edges.length && value >= edges[bin]!) bin++;
  return bin;
}

/**
 * Mean step to the neighbours; at the ends of the series the step to the only one. Beside the night pvlib halves the one
 * step that is known, and so do we. NaN without any.
 */
function changeAt(ktPrime: Float64Array, i: number): number {
  const last = ktPrime.length - 1;
  const before = Math.abs(ktPrime[i]! - (ktPrime[i > 0 ? i - 1 : 1] ?? Number.NaN));
  const after = Math.abs(ktPrime[i]! - (ktPrime[i < last ? i + 1 : i - 1] ?? Number.NaN));
  if (Number.isNaN(before)) return 0.5 * after;
  return 0.5 * (Number.isNaN(after) ? before : before + after);
}
