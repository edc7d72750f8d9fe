import type { Column } from '@usina/core/series';
import { aoiCosine } from '../angleOfIncidence.ts';
import { cosDeg, RAD } from '../angles.ts';
import { checkZenith } from '../checkZenith.ts';
import { firstNumbers, outColumns } from '../outColumns.ts';
import { type Quantity, quantityLength, type Scalars, toColumn } from '../Quantity.ts';
import { checkRange } from '../SolarError.ts';
import { projectedSolarZenith } from './projectedSolarZenith.ts';
import { surfaceOrientation } from './surfaceOrientation.ts';

/** A single-axis tracker. */
export interface SingleAxisTracker {
  /** Of the axis, 0 is level. [°] @defaultValue 0 */
  axisTiltDeg?: number;
  /** Where the axis points (down its tilt), clockwise from north. [°] @defaultValue 0 */
  axisAzimuthDeg?: number;
  /** It turns so far to either side, above 0. [°] @defaultValue 90 */
  maxAngleDeg?: number;
  /** Turns back where a row would shade its neighbour. @defaultValue true */
  backtrack?: boolean;
  /** Ground coverage: width of the modules over the distance of the rows, above 0 to 1. @defaultValue 2/7 */
  gcr?: number;
  /** Slope of the ground across the axes; positive falls to the side of positive rotation. [°] @defaultValue 0 */
  crossAxisTiltDeg?: number;
}

export interface SingleAxisOptions extends SingleAxisTracker {
  /** [°] */
  apparentZenithDeg: Quantity;
  /** Clockwise from north. [°] */
  solarAzimuthDeg: Quantity;
  /** Arrays to write to, each as long as the input. @defaultValue new ones */
  out?: Partial<SingleAxisAngles>;
}

/** Where the tracker stands; NaN with the sun below the horizon. */
export interface SingleAxisAngles<Q extends Quantity = Column> {
  /** Rotation about the axis; positive to the right of the axis's direction (west of an axis that points south). [°] */
  trackerThetaDeg: Q;
  /** [°] */
  aoiDeg: Q;
  /** [°] */
  surfaceTiltDeg: Q;
  /** Clockwise from north. [°] */
  surfaceAzimuthDeg: Q;
}

/**
 * Rotation of a single-axis tracker with back-tracking on level or sloped ground (pvlib's `tracking.singleaxis`).
 *
 * Throws `SOLAR_RANGE` for a tracker that cannot be. NaN in, or an apparent zenith above 90, gives NaN out.
 *
 * @see K. Anderson, M. Mikofski, "Slope-aware backtracking for single-axis trackers", NREL/TP-5K00-76626, 2020.
 *
 * @example
 * singleAxis({ apparentZenithDeg: 80.2805, solarAzimuthDeg: 296.2578, axisTiltDeg: 4.764, axisAzimuthDeg: 33.826,
 *   maxAngleDeg: 45, gcr: 0.596, crossAxisTiltDeg: 8.105 }).trackerThetaDeg // 7.375357
 */
export function singleAxis(options: Scalars<SingleAxisOptions>): SingleAxisAngles<number>;
export function singleAxis(options: SingleAxisOptions): SingleAxisAngles;
export function singleAxis({
  apparentZenithDeg,
  solarAzimuthDeg,
  out,
  ...tracker
}: SingleAxisOptions): SingleAxisAngles<number> | SingleAxisAngles {
  checkZenith('apparentZenithDeg', apparentZenithDeg);
  const turn = trackerRotation(tracker);
  const { axisTiltDeg = 0, axisAzimuthDeg = 0 } = tracker;
  const length = quantityLength([apparentZenithDeg, solarAzimuthDeg]);
  const n = length ?? 1;
  const [zeniths, azimuths] = [toColumn(apparentZenithDeg, n), toColumn(solarAzimuthDeg, n)];
  const names = ['trackerThetaDeg', 'aoiDeg', 'surfaceTiltDeg', 'surfaceAzimuthDeg'] as const;
  const result = outColumns(names, n, length === undefined ? {} : out);
  for (let i = 0; i < n; i++) {
    const theta = turn(zeniths[i]!, azimuths[i]!);
    const surface = surfaceOrientation({ trackerThetaDeg: theta, axisTiltDeg, axisAzimuthDeg });
    result.trackerThetaDeg[i] = theta;
    result.surfaceTiltDeg[i] = surface.surfaceTiltDeg;
    result.surfaceAzimuthDeg[i] = surface.surfaceAzimuthDeg;
    const cosine = aoiCosine(surface.surfaceTiltDeg, surface.surfaceAzimuthDeg, zeniths[i]!, azimuths[i]!);
    result.aoiDeg[i] = Math.acos(cosine) / RAD;
  }
  return length === undefined ? firstNumbers(result) : result;
}

function trackerRotation({
  axisTiltDeg = 0,
  axisAzimuthDeg = 0,
  maxAngleDeg = 90,
  backtrack = true,
  gcr = 2 / 7,
  crossAxisTiltDeg = 0,
}: SingleAxisTracker): (zenithDeg: number, azimuthDeg: number) => number {
  checkRange('axisTiltDeg', axisTiltDeg, 0, 90);
  checkRange('axisAzimuthDeg', axisAzimuthDeg, 0, 360);
  checkRange('maxAngleDeg', maxAngleDeg, Number.MIN_VALUE, 180);
  checkRange('gcr', gcr, Number.MIN_VALUE, 1);
  checkRange('crossAxisTiltDeg', crossAxisTiltDeg, -89, 89);
  /** Distance of the rows along the slope, in widths of the modules. */
  const distance = 1 / (gcr * cosDeg(crossAxisTiltDeg));
  return (solarZenithDeg, solarAzimuthDeg) => {
    if (!(solarZenithDeg <= 90)) return Number.NaN;
    let theta = projectedSolarZenith({ solarZenithDeg, solarAzimuthDeg, axisTiltDeg, axisAzimuthDeg });
    if (backtrack) {
      const shadow = Math.abs(distance * cosDeg(theta - crossAxisTiltDeg));
      if (shadow < 1) theta -= (Math.sign(theta) * Math.acos(shadow)) / RAD;
    }
    return Math.min(maxAngleDeg, Math.max(-maxAngleDeg, theta));
  };
}
