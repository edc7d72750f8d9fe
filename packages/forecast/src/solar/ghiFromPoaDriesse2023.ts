import type { Column } from '@usina/core/series';
import { aoiCosine } from './angleOfIncidence.ts';
import { cosDeg } from './angles.ts';
import { checkZenith } from './checkZenith.ts';
import { clearnessIndex } from './decomposition/ClearnessDecomposition.ts';
import { erbsDriesseFraction } from './decomposition/erbsDriesse.ts';
import { firstNumbers, outColumns } from './outColumns.ts';
import { type Quantity, quantityLength, type Scalars, toColumn } from './Quantity.ts';
import { checkRange } from './SolarError.ts';
import { writePerezDriesse } from './transposition/perezDriesse.ts';

export interface GhiFromPoaOptions {
  /** 0 is flat, 90 upright. [°] */
  surfaceTiltDeg: Quantity;
  /** Clockwise from north. [°] */
  surfaceAzimuthDeg: Quantity;
  /** [°] */
  solarZenithDeg: Quantity;
  /** Clockwise from north. [°] */
  solarAzimuthDeg: Quantity;
  /** Global irradiance in the plane. [W/m²] */
  poaWm2: Quantity;
  /** Outside the air, facing the sun. [W/m²] */
  dniExtraWm2: Quantity;
  /** @defaultValue that of Kasten and Young 1989 at the zenith */
  relativeAirmass?: Quantity;
  /** Share that the ground reflects. @defaultValue 0.25 */
  albedo?: Quantity;
  /** How close the answer is to the root. [W/m²] @defaultValue 0.01 */
  toleranceWm2?: number;
  /** Arrays to write to, each as long as the input. @defaultValue new ones */
  out?: Partial<GhiFromPoa>;
}

/** Horizontal irradiance that explains an irradiance in a plane; NaN where none does. */
export interface GhiFromPoa<Q extends Quantity = Column> {
  /** Global horizontal. [W/m²] */
  ghiWm2: Q;
  /** Direct normal, by Erbs and Driesse. [W/m²] */
  dniWm2: Q;
  /** Diffuse horizontal, by Erbs and Driesse. [W/m²] */
  dhiWm2: Q;
}

/**
 * Global horizontal irradiance from the irradiance in a tilted plane: reverse transposition, by bisection through the
 * continuous models of Erbs-Driesse and Perez-Driesse (pvlib's `ghi_from_poa_driesse_2023`).
 *
 * Looks between 0 and 1.25 of the extraterrestrial horizontal irradiance (at least 10 W/m²); NaN where the plane has more
 * light than that explains, less than 0, or NaN. Throws `SOLAR_RANGE` for a tolerance that is not above 0.
 *
 * @see A. Driesse, A. Jensen, R. Perez, "A continuous form of the Perez diffuse sky model for forward and reverse
 * transposition", Solar Energy 267, 112093, 2024.
 *
 * @example
 * ghiFromPoaDriesse2023({ surfaceTiltDeg: 30, surfaceAzimuthDeg: 0, solarZenithDeg: 40, solarAzimuthDeg: 20, poaWm2: 800,
 *   dniExtraWm2: 1400 }).ghiWm2 // 648.87
 */
export function ghiFromPoaDriesse2023(options: Scalars<GhiFromPoaOptions>): GhiFromPoa<number>;
export function ghiFromPoaDriesse2023(options: GhiFromPoaOptions): GhiFromPoa;
export function ghiFromPoaDriesse2023(options: GhiFromPoaOptions): GhiFromPoa<number> | GhiFromPoa {
  const { relativeAirmass = Number.NaN, albedo = 0.25, toleranceWm2 = 0.01 } = options;
  checkRange('toleranceWm2', toleranceWm2, 1e-9, 100);
  const { surfaceTiltDeg, surfaceAzimuthDeg, solarZenithDeg, solarAzimuthDeg, poaWm2, dniExtraWm2 } = options;
  checkZenith('solarZenithDeg', solarZenithDeg);
  const place = [surfaceTiltDeg, surfaceAzimuthDeg, solarZenithDeg, solarAzimuthDeg];
  const quantities = [...place, poaWm2, dniExtraWm2, relativeAirmass, albedo];
  const length = quantityLength(quantities);
  const n = length ?? 1;
  const [tilt, azimuth, zenith, solar, poa, extra, airmass, ground] = quantities.map((each) => toColumn(each, n));
  const plane = createPlane();
  const result = outColumns(['ghiWm2', 'dniWm2', 'dhiWm2'], n, length === undefined ? {} : options.out);
  for (let i = 0; i < n; i++) {
    plane.turn(tilt![i]!, azimuth![i]!, zenith![i]!, solar![i]!, extra![i]!, airmass![i]!, ground![i]!);
    const ghi = bisect((each) => plane.poaOf(each) - poa![i]!, plane.mostGhi(), toleranceWm2);
    plane.poaOf(ghi);
    result.ghiWm2[i] = ghi;
    result.dniWm2[i] = Number.isNaN(ghi) ? ghi : plane.sky.dniWm2;
    result.dhiWm2[i] = Number.isNaN(ghi) ? ghi : plane.sky.dhiWm2;
  }
  return length === undefined ? firstNumbers(result) : result;
}

/** A plane under one sun; the numbers are kept in one object, so that the search makes none. */
function createPlane() {
  const sky = {
    surfaceTiltDeg: 0,
    solarZenithDeg: 0,
    aoiProjection: 0,
    dhiWm2: 0,
    dniWm2: 0,
    dniExtraWm2: 0,
    relativeAirmass: 0,
    ghiWm2: 0,
  };
  const parts = { isotropicWm2: 0, circumsolarWm2: 0, horizonWm2: 0 };
  let cosZenith = 0;
  let reflected = 0;
  return {
    sky,
    turn(tilt: number, azimuth: number, zenith: number, solar: number, extra: number, airmass: number, albedo: number) {
      sky.surfaceTiltDeg = tilt;
      sky.solarZenithDeg = zenith;
      sky.aoiProjection = aoiCosine(tilt, azimuth, zenith, solar);
      sky.dniExtraWm2 = extra;
      sky.relativeAirmass = airmass;
      cosZenith = cosDeg(zenith);
      reflected = albedo * (1 - cosDeg(tilt)) * 0.5;
    },
    mostGhi: () => Math.max(10, 1.25 * sky.dniExtraWm2 * cosZenith),
    poaOf(ghi: number): number {
      const diffuse = erbsDriesseFraction(clearnessIndex(ghi, cosZenith, sky.dniExtraWm2)) * ghi;
      const beam = (ghi - diffuse) / cosZenith;
      const noBeam = sky.solarZenithDeg > 87 || beam < 0;
      sky.dniWm2 = noBeam ? 0 : beam;
      sky.dhiWm2 = noBeam ? ghi : diffuse;
      writePerezDriesse(sky, parts);
      const dome = Math.max(parts.isotropicWm2 + parts.circumsolarWm2 + parts.horizonWm2, 0);
      return Math.max(sky.dniWm2 * sky.aoiProjection, 0) + dome + ghi * reflected;
    },
  };
}

/** Where a rising function crosses 0 between 0 and `high`; NaN where it does not. */
function bisect(rise: (x: number) => number, high: number, tolerance: number): number {
  if (rise(0) === 0) return 0;
  if (!(rise(0) < 0 && rise(high) >= 0)) return Number.NaN;
  let [below, above] = [0, high];
  while (above - below > tolerance) {
    const middle = (below + above) / 2;
    if (rise(middle) < 0) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}
