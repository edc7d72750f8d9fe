import type { Column } from '@usina/core/series';
import { aoiCosine } from '../angleOfIncidence.ts';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';

export interface TranspositionOptions {
  /** 0 is flat, 90 upright. [°] */
  surfaceTiltDeg: Quantity;
  /** Clockwise from north. [°] */
  surfaceAzimuthDeg: Quantity;
  /** Apparent zenith. [°] */
  solarZenithDeg: Quantity;
  /** Clockwise from north. [°] */
  solarAzimuthDeg: Quantity;
  /** Diffuse horizontal. [W/m²] */
  dhiWm2: Quantity;
  /** Direct normal. [W/m²] */
  dniWm2: Quantity;
  /** Outside the air, facing the sun. [W/m²] */
  dniExtraWm2: Quantity;
  /** Relative air mass; NaN when the sun is down. Needed by Perez. @defaultValue NaN */
  relativeAirmass?: Quantity;
  out?: Column;
}

/** What a formula of this family sees of one element. */
export interface SkyElement {
  /** [°] */
  surfaceTiltDeg: number;
  /** Apparent. [°] */
  solarZenithDeg: number;
  /** Cosine of the angle of incidence; negative behind the surface. */
  aoiProjection: number;
  dhiWm2: number;
  dniWm2: number;
  dniExtraWm2: number;
  relativeAirmass: number;
}

/** A model of the sky's diffuse light on a tilted plane: a formula to call, and a value to compose a `pvSystem` with. */
export interface Transposition {
  /** Diffuse irradiance of the sky in the plane. [W/m²] */
  (options: Scalars<TranspositionOptions>): number;
  (options: TranspositionOptions): Column;
  readonly id: string;
  /** Author, year. */
  readonly source: string;
}

/** Makes a transposition from its formula. The element it is given is reused: read it, do not keep it. */
export function defineTransposition(definition: {
  id: string;
  source: string;
  skyDiffuseWm2: (element: Readonly<SkyElement>) => number;
}): Transposition {
  const { id, source, skyDiffuseWm2 } = definition;
  const apply = (options: TranspositionOptions): number | Column => {
    const element: SkyElement = {
      surfaceTiltDeg: 0,
      solarZenithDeg: 0,
      aoiProjection: 0,
      dhiWm2: 0,
      dniWm2: 0,
      dniExtraWm2: 0,
      relativeAirmass: Number.NaN,
    };
    return mapQuantities(
      (tilt, azimuth, zenith, solarAzimuth, dhi, dni, extra, airmass) => {
        element.surfaceTiltDeg = tilt;
        element.solarZenithDeg = zenith;
        element.aoiProjection = aoiCosine(tilt, azimuth, zenith, solarAzimuth);
        element.dhiWm2 = dhi;
        element.dniWm2 = dni;
        element.dniExtraWm2 = extra;
        element.relativeAirmass = airmass;
        return skyDiffuseWm2(element);
      },
      [
        options.surfaceTiltDeg,
        options.surfaceAzimuthDeg,
        options.solarZenithDeg,
        options.solarAzimuthDeg,
        options.dhiWm2,
        options.dniWm2,
        options.dniExtraWm2,
        options.relativeAirmass ?? Number.NaN,
      ],
      options.out,
    );
  };
  return Object.freeze(Object.assign(apply as Transposition, { id, source }));
}
