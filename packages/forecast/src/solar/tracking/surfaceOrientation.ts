import { cosDeg, RAD, sinDeg, wrapDeg } from '../angles.ts';

export interface SurfaceOrientationOptions {
  /** Rotation about the axis, 0 when the modules face as the axis does. [°] */
  trackerThetaDeg: number;
  /** Of the axis, 0 is level. [°] */
  axisTiltDeg?: number;
  /** Where the axis points down to, clockwise from north. [°] */
  axisAzimuthDeg?: number;
}

/**
 * Where a tracker's modules face at a rotation (pvlib's `calc_surface_orientation`). A flat surface faces 90° from the
 * axis. NaN in gives NaN out.
 *
 * @see W.F. Marion, A.P. Dobos, "Rotation angle for the optimum tracking of one-axis trackers", NREL/TP-6A20-58891,
 * 2013.
 *
 * @example
 * surfaceOrientation({ trackerThetaDeg: -10.816562035746756, axisAzimuthDeg: 180 }) // { surfaceTiltDeg: 10.8166, surfaceAzimuthDeg: 90 }
 */
export function surfaceOrientation({
  trackerThetaDeg,
  axisTiltDeg = 0,
  axisAzimuthDeg = 0,
}: SurfaceOrientationOptions): { surfaceTiltDeg: number; surfaceAzimuthDeg: number } {
  const right = sinDeg(trackerThetaDeg);
  const ahead = cosDeg(trackerThetaDeg) * sinDeg(axisTiltDeg);
  const up = cosDeg(trackerThetaDeg) * cosDeg(axisTiltDeg);
  const level = Math.sqrt(right * right + ahead * ahead);
  const turn = level === 0 ? 90 : Math.atan2(right, ahead) / RAD;
  return { surfaceTiltDeg: Math.atan2(level, up) / RAD, surfaceAzimuthDeg: wrapDeg(axisAzimuthDeg + turn) };
}
