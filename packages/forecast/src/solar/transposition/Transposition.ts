import type { Column } from '@usina/core/series';
import { aoiCosine } from '../angleOfIncidence.ts';
import { cosDeg } from '../angles.ts';
import { checkZenith } from '../checkZenith.ts';
import { outColumn, type Quantity, quantityLength, type Scalars } from '../Quantity.ts';
import { relativeAirmass } from '../relativeAirmass.ts';

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
  /** Relative air mass, which Perez reads; NaN when the sun is down. @defaultValue that of Kasten and Young 1989 at the zenith */
  relativeAirmass?: Quantity;
  /** Global horizontal, which Klucher, Reindl and King read. [W/m²] @defaultValue diffuse and beam on the horizontal plane */
  ghiWm2?: Quantity;
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
  ghiWm2: number;
}

/**
 * A model of the sky's diffuse light on a tilted plane: a formula to call, and a value to compose a `pvSystem` with.
 *
 * NaN in gives NaN out; arrays of unequal length throw `SOLAR_LENGTHS`, zeniths in radians `SOLAR_RANGE`. Irradiance below 0 is not looked for (`simulate`
 * takes it as 0): a model may give 0 or less for it.
 */
export interface Transposition {
  /** Diffuse irradiance of the sky in the plane. [W/m²] */
  (options: Scalars<TranspositionOptions>): number;
  (options: TranspositionOptions): Column;
  readonly id: string;
  /** Author, year. */
  readonly source: string;
}

/**
 * Makes a transposition from its formula. The element it is given is reused: read it, do not keep it. What it gives for
 * NaN is the formula's matter.
 *
 * @example
 * const half = defineTransposition({ id: 'half', source: 'me', skyDiffuseWm2: ({ dhiWm2 }) => dhiWm2 / 2 });
 * half({ surfaceTiltDeg: 90, surfaceAzimuthDeg: 0, solarZenithDeg: 30, solarAzimuthDeg: 0, dhiWm2: 120, dniWm2: 0,
 *   dniExtraWm2: 1366 }) // 60
 */
export function defineTransposition(definition: {
  id: string;
  source: string;
  skyDiffuseWm2: (element: Readonly<SkyElement>) => number;
}): Transposition {
  const { id, source, skyDiffuseWm2 } = definition;
  const apply = (options: TranspositionOptions): number | Column => {
    const length = skyLength(options);
    const result = outColumn(length === undefined ? undefined : options.out, length ?? 1);
    forEachSkyElement(options, length ?? 1, (element, i) => {
      result[i] = skyDiffuseWm2(element);
    });
    return length === undefined ? result[0]! : result;
  };
  return Object.freeze(Object.assign(apply as Transposition, { id, source }));
}

/** Length that the arrays share, or undefined when all are numbers. Throws `SOLAR_LENGTHS`, and `SOLAR_RANGE` for radians. */
export function skyLength(options: TranspositionOptions): number | undefined {
  checkZenith('solarZenithDeg', options.solarZenithDeg);
  return quantityLength(skyQuantities(options));
}

function skyQuantities(options: TranspositionOptions): Quantity[] {
  return [
    options.surfaceTiltDeg,
    options.surfaceAzimuthDeg,
    options.solarZenithDeg,
    options.solarAzimuthDeg,
    options.dhiWm2,
    options.dniWm2,
    options.dniExtraWm2,
    options.relativeAirmass ?? relativeAirmass({ zenithDeg: options.solarZenithDeg }),
    options.ghiWm2 ?? Number.NaN,
  ];
}

/** Calls `visit` with each element, one object that is reused. */
export function forEachSkyElement(
  options: TranspositionOptions,
  length: number,
  visit: (element: Readonly<SkyElement>, index: number) => void,
): void {
  const quantities = skyQuantities(options);
  const columns = quantities.map((each) => (typeof each === 'number' ? Float64Array.of(each) : each));
  const steps = quantities.map((each) => (typeof each === 'number' ? 0 : 1));
  const at = (k: number, i: number) => columns[k]![i * steps[k]!]!;
  const element: SkyElement = {
    surfaceTiltDeg: 0,
    solarZenithDeg: 0,
    aoiProjection: 0,
    dhiWm2: 0,
    dniWm2: 0,
    dniExtraWm2: 0,
    relativeAirmass: 0,
    ghiWm2: 0,
  };
  for (let i = 0; i < length; i++) {
    element.surfaceTiltDeg = at(0, i);
    element.solarZenithDeg = at(2, i);
    element.aoiProjection = aoiCosine(element.surfaceTiltDeg, at(1, i), element.solarZenithDeg, at(3, i));
    element.dhiWm2 = at(4, i);
    element.dniWm2 = at(5, i);
    element.dniExtraWm2 = at(6, i);
    element.relativeAirmass = at(7, i);
    element.ghiWm2 =
      options.ghiWm2 === undefined
        ? element.dhiWm2 + element.dniWm2 * Math.max(cosDeg(element.solarZenithDeg), 0)
        : at(8, i);
    visit(element, i);
  }
}
