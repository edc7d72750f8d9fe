import type { Column } from '@usina/core/series';
import { cosDeg, RAD, sinDeg } from './angles.ts';
import { checkZenith } from './checkZenith.ts';
import { mapQuantities, type Quantity, type Scalars } from './Quantity.ts';

export interface AngleOfIncidenceOptions {
  /** 0 is flat, 90 upright. [°] */
  surfaceTiltDeg: Quantity;
  /** Where the front looks, clockwise from north. [°] */
  surfaceAzimuthDeg: Quantity;
  /** [°] */
  solarZenithDeg: Quantity;
  /** Clockwise from north. [°] */
  solarAzimuthDeg: Quantity;
  out?: Column;
}

/** Cosine of the angle between the beam and the normal of the surface, from plain numbers; negative behind it. */
export function aoiCosine(tiltDeg: number, azimuthDeg: number, zenithDeg: number, solarAzimuthDeg: number): number {
  const cosine =
    cosDeg(tiltDeg) * cosDeg(zenithDeg) + sinDeg(tiltDeg) * sinDeg(zenithDeg) * cosDeg(solarAzimuthDeg - azimuthDeg);
  return Math.min(1, Math.max(-1, cosine));
}

/**
 * Cosine of the angle of incidence, -1 to 1; negative when the sun is behind the surface (pvlib's `aoi_projection`).
 * [1] NaN in gives NaN out.
 *
 * @see J.A. Duffie, W.A. Beckman, "Solar engineering of thermal processes", 4th ed., 2013, eq. 1.6.3.
 *
 * @example
 * aoiProjection({ surfaceTiltDeg: 20, surfaceAzimuthDeg: 0, solarZenithDeg: 30, solarAzimuthDeg: 0 }) // 0.984808
 */
export function aoiProjection(options: Scalars<AngleOfIncidenceOptions>): number;
export function aoiProjection(options: AngleOfIncidenceOptions): Column;
export function aoiProjection(options: AngleOfIncidenceOptions): number | Column {
  const { surfaceTiltDeg, surfaceAzimuthDeg, solarZenithDeg, solarAzimuthDeg, out } = options;
  checkZenith('solarZenithDeg', solarZenithDeg);
  return mapQuantities(aoiCosine, [surfaceTiltDeg, surfaceAzimuthDeg, solarZenithDeg, solarAzimuthDeg], out);
}

/**
 * Angle between the beam and the normal of the surface, 0 to 180; above 90 the sun is behind it. [°] NaN in gives NaN
 * out.
 *
 * @see J.A. Duffie, W.A. Beckman, "Solar engineering of thermal processes", 4th ed., 2013, eq. 1.6.3.
 *
 * @example
 * angleOfIncidence({ surfaceTiltDeg: 20, surfaceAzimuthDeg: 0, solarZenithDeg: 30, solarAzimuthDeg: 0 }) // 10
 */
export function angleOfIncidence(options: Scalars<AngleOfIncidenceOptions>): number;
export function angleOfIncidence(options: AngleOfIncidenceOptions): Column;
export function angleOfIncidence(options: AngleOfIncidenceOptions): number | Column {
  const { surfaceTiltDeg, surfaceAzimuthDeg, solarZenithDeg, solarAzimuthDeg, out } = options;
  checkZenith('solarZenithDeg', solarZenithDeg);
  return mapQuantities(
    (tilt, azimuth, zenith, solar) => Math.acos(aoiCosine(tilt, azimuth, zenith, solar)) / RAD,
    [surfaceTiltDeg, surfaceAzimuthDeg, solarZenithDeg, solarAzimuthDeg],
    out,
  );
}
