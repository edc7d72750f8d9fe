import type { Column } from '@usina/core/series';
import { aoiCosine } from './angleOfIncidence.ts';
import { type GroundDiffuseOptions, groundDiffuse } from './groundDiffuse.ts';
import { mapQuantities, outColumn, type Quantity, type Scalars } from './Quantity.ts';
import { hayDavies } from './transposition/hayDavies.ts';
import type { Transposition, TranspositionOptions } from './transposition/Transposition.ts';

export interface PoaIrradianceOptions extends Omit<TranspositionOptions, 'out' | 'ghiWm2'> {
  /** Global horizontal. [W/m²] */
  ghiWm2: Quantity;
  /** Share that the ground reflects. @defaultValue 0.25 */
  albedo?: Quantity;
  /** Model of the sky. @defaultValue `hayDavies` */
  transposition?: Transposition;
  /** Arrays to write to, each as long as the input. @defaultValue new ones */
  out?: Partial<PoaIrradiance>;
}

/** Irradiance in the plane of an array and its parts. */
export interface PoaIrradiance<Q extends Quantity = Column> {
  /** Beam on the plane, 0 when the sun is behind it. [W/m²] */
  poaDirectWm2: Q;
  /** [W/m²] */
  poaSkyDiffuseWm2: Q;
  /** [W/m²] */
  poaGroundDiffuseWm2: Q;
  /** Sum of the three. [W/m²] */
  poaWm2: Q;
}

/**
 * Irradiance in a tilted plane from beam, diffuse and global irradiance (pvlib's `get_total_irradiance`). NaN in gives
 * NaN out. Beam below 0 counts as 0; diffuse and global light are taken as they are.
 *
 * @see P.G. Loutzenhiser et al., "Empirical validation of models to compute solar irradiance on inclined surfaces for
 * building energy simulation", Solar Energy 81, 254-267, 2007.
 *
 * @example
 * poaIrradiance({ surfaceTiltDeg: 64.479, surfaceAzimuthDeg: 56.189, solarZenithDeg: 83.4825, solarAzimuthDeg: 49.66125,
 *   dniWm2: 1007.25, ghiWm2: 133.1, dhiWm2: 16.05, dniExtraWm2: 1343.57997, albedo: 0.476 }).poaWm2 // 1067.0144
 */
export function poaIrradiance(options: Scalars<PoaIrradianceOptions>): PoaIrradiance<number>;
export function poaIrradiance(options: PoaIrradianceOptions): PoaIrradiance;
export function poaIrradiance({
  ghiWm2,
  albedo = 0.25,
  transposition = hayDavies,
  out,
  ...sky
}: PoaIrradianceOptions): PoaIrradiance<number> | PoaIrradiance {
  const direct = mapQuantities(
    (tilt, azimuth, zenith, solar, dni) => Math.max(dni * aoiCosine(tilt, azimuth, zenith, solar), 0),
    [sky.surfaceTiltDeg, sky.surfaceAzimuthDeg, sky.solarZenithDeg, sky.solarAzimuthDeg, sky.dniWm2],
    out?.poaDirectWm2,
  );
  const dome: Quantity = transposition({ ...sky, ghiWm2, out: out?.poaSkyDiffuseWm2 });
  const reflected: GroundDiffuseOptions = { surfaceTiltDeg: sky.surfaceTiltDeg, ghiWm2, albedo };
  const ground: Quantity = groundDiffuse({ ...reflected, out: out?.poaGroundDiffuseWm2 });
  const poaWm2 = mapQuantities((beam, diffuse, rest) => beam + diffuse + rest, [direct, dome, ground], out?.poaWm2);
  const alike = (part: Quantity, column?: Column) =>
    typeof part === 'number' && typeof poaWm2 !== 'number' ? outColumn(column, poaWm2.length).fill(part) : part;
  return {
    poaDirectWm2: alike(direct, out?.poaDirectWm2),
    poaSkyDiffuseWm2: alike(dome, out?.poaSkyDiffuseWm2),
    poaGroundDiffuseWm2: alike(ground, out?.poaGroundDiffuseWm2),
    poaWm2,
  } as PoaIrradiance;
}
