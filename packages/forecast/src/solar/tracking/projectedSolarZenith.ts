import { cosDeg, RAD, sinDeg } from '../angles.ts';

export interface ProjectedSolarZenithOptions {
  /** Apparent zenith. [°] */
  solarZenithDeg: number;
  /** Clockwise from north. [°] */
  solarAzimuthDeg: number;
  /** Of the axis, 0 is level. [°] */
  axisTiltDeg: number;
  /** Clockwise from north. [°] */
  axisAzimuthDeg: number;
}

/**
 * Zenith of the sun as seen along an axis: the rotation that faces the sun. -180 to 180, positive to the right of the
 * axis's direction (west of an axis that points south). [°] NaN in gives NaN out.
 *
 * @see K. Anderson, M. Mikofski, "Slope-aware backtracking for single-axis trackers", NREL/TP-5K00-76626, 2020, eq. 5.
 *
 * @example
 * projectedSolarZenith({ solarZenithDeg: 15.8318, solarAzimuthDeg: 137.6418, axisTiltDeg: 0, axisAzimuthDeg: 180 }) // -10.81656
 */
export function projectedSolarZenith(options: ProjectedSolarZenithOptions): number {
  const { solarZenithDeg, solarAzimuthDeg, axisTiltDeg, axisAzimuthDeg } = options;
  const sine = sinDeg(solarZenithDeg);
  const turn = solarAzimuthDeg - axisAzimuthDeg;
  const across = sine * sinDeg(turn);
  const up = sine * cosDeg(turn) * sinDeg(axisTiltDeg) + cosDeg(solarZenithDeg) * cosDeg(axisTiltDeg);
  return Math.atan2(across, up) / RAD;
}
