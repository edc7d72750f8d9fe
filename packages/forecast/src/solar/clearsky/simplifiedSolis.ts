import { sinDeg } from '../angles.ts';
import { firstNumbers, outColumns } from '../outColumns.ts';
import { type Quantity, quantityLength, type Scalars, toColumn } from '../Quantity.ts';
import type { Irradiance } from './ineichen.ts';

export interface SimplifiedSolisOptions {
  /** 90 less the apparent zenith. [°] */
  apparentElevationDeg: Quantity;
  /** Optical depth of the aerosol at 700 nm, 0 to 0.45. @defaultValue 0.1 */
  aod700?: Quantity;
  /** Column of water vapour, 0.2 to 10; less counts as 0.2. [cm] @defaultValue 1 */
  precipitableWaterCm?: Quantity;
  /** [Pa] @defaultValue 101325 */
  pressurePa?: Quantity;
  /** Outside the air, facing the sun. [W/m²] @defaultValue 1364 */
  dniExtraWm2?: Quantity;
  /** Arrays to write to, each as long as the input. @defaultValue new ones */
  out?: Partial<Irradiance>;
}

/**
 * Irradiance under a clear sky from aerosol, water and pressure. Next to 0 when the sun is down. The diffuse part has
 * its own formula: global is not exactly the sum. Stated accuracy 15 (beam), 20 (global) and 18 W/m² (diffuse). NaN in
 * gives NaN out.
 *
 * @see P. Ineichen, "A broadband simplified version of the Solis clear sky model", Solar Energy 82, 758-762, 2008.
 *
 * @example
 * simplifiedSolis({ apparentElevationDeg: 30, aod700: 0.2307, precipitableWaterCm: 1.654, pressurePa: 101_325,
 *   dniExtraWm2: 1409.848 }) // { ghiWm2: 424.13, dniWm2: 603.34, dhiWm2: 129.64 }
 */
export function simplifiedSolis(options: Scalars<SimplifiedSolisOptions>): Irradiance<number>;
export function simplifiedSolis(options: SimplifiedSolisOptions): Irradiance;
export function simplifiedSolis(options: SimplifiedSolisOptions): Irradiance<number> | Irradiance {
  const {
    apparentElevationDeg,
    aod700 = 0.1,
    precipitableWaterCm = 1,
    pressurePa = 101_325,
    dniExtraWm2 = 1364,
  } = options;
  const quantities = [apparentElevationDeg, aod700, precipitableWaterCm, pressurePa, dniExtraWm2];
  const length = quantityLength(quantities);
  const n = length ?? 1;
  const [elevation, aerosol, water, pressure, extra] = quantities.map((each) => toColumn(each, n));
  const result = outColumns(['ghiWm2', 'dniWm2', 'dhiWm2'], n, length === undefined ? {} : options.out);
  for (let i = 0; i < n; i++) {
    const a = aerosol![i]!;
    const w = Math.max(water![i]!, 0.2);
    const lnP = Math.log(pressure![i]! / 101_325);
    const lnW = Math.log(w);
    const sine = Math.max(sinDeg(elevation![i]!), 1e-30);
    const enhanced = extra![i]! * (0.12 * w ** 0.56 * a * a + 0.97 * w ** 0.032 * a + 1.08 * w ** 0.0051 + 0.071 * lnP);
    const beamDepth = depth([1.82, 0.056, 0.0071], [0.33, 0.045, 0.0096], [0.0089, 0.13], a, w, lnW, lnP);
    const globalDepth = depth([1.24, 0.047, 0.0061], [0.27, 0.043, 0.009], [0.0079, 0.1], a, w, lnW, lnP);
    const b = (0.00925 * a * a + 0.0148 * a - 0.0172) * lnW - 0.7565 * a * a + 0.5057 * a + 0.4557;
    const g = -0.0147 * lnW - 0.3079 * a * a + 0.2846 * a + 0.3798;
    const d = -0.337 * a * a + 0.63 * a + 0.116 + lnP / (18 + 152 * a);
    result.dniWm2[i] = enhanced * Math.exp(-beamDepth / sine ** b);
    result.ghiWm2[i] = enhanced * Math.exp(-globalDepth / sine ** g) * sine;
    result.dhiWm2[i] = enhanced * Math.exp(-diffuseDepth(a, w, lnP) / sine ** d);
  }
  return length === undefined ? firstNumbers(result) : result;
}

type Three = readonly [number, number, number];

/** Optical depth that grows with the aerosol, both coefficients quadratic in the logarithm of the water. */
function depth(
  [s0, s1, s2]: Three,
  [c0, c1, c2]: Three,
  [p1, p0]: readonly [number, number],
  aod: number,
  water: number,
  lnWater: number,
  lnPressure: number,
): number {
  const slope = s0 + lnWater * (s1 + lnWater * s2);
  const rest = c0 + lnWater * (c1 + lnWater * c2);
  return slope * aod + rest + (p1 * water + p0) * lnPressure;
}

function diffuseDepth(a: number, w: number, lnPressure: number): number {
  if (a < 0.05) {
    const polynomial =
      0.0042 * w +
      3.12 +
      a * (0.092 * w - 8.86 + a * (74.8 - 0.23 * w + a * (79.4 - 3.11 * w + a * (86 * w - 13_800))));
    return polynomial - 0.83 * (1 + a) ** -17.2 * lnPressure;
  }
  const polynomial =
    0.0057 * w +
    2.94 +
    a * (0.0554 * w - 5.71 + a * (15.5 - 0.134 * w + a * (0.27 * w - 20.7 + a * (11.6 - 0.21 * w))));
  return polynomial - 0.71 * (1 + a) ** -15 * lnPressure;
}
