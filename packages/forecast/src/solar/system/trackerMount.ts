import { shadedFraction } from '../shading/shadedFraction.ts';
import { type SingleAxisTracker, singleAxis } from '../tracking/singleAxis.ts';
import type { ArrayMount } from './ArrayMount.ts';

/**
 * Modules on a single-axis tracker. Without back-tracking the beam is lost where a row shades the next. Throws
 * `SOLAR_RANGE` for a tracker that cannot be. The tracker has no place (NaN) with the sun below the horizon, and gives
 * nothing.
 *
 * @see K. Anderson, M. Mikofski, NREL/TP-5K00-76626, 2020.
 *
 * @example
 * trackerMount({ axisAzimuthDeg: 0, maxAngleDeg: 55, gcr: 0.35 }).id // 'singleAxis'
 */
export function trackerMount(tracker: SingleAxisTracker): ArrayMount {
  const { backtrack = true, gcr = 2 / 7, axisAzimuthDeg = 0 } = tracker;
  singleAxis({ ...tracker, apparentZenithDeg: 0, solarAzimuthDeg: 0 });
  return {
    id: 'singleAxis',
    source: 'Anderson, Mikofski 2020',
    place: ({ apparentZenithDeg, azimuthDeg }) => {
      const angles = singleAxis({ ...tracker, apparentZenithDeg, solarAzimuthDeg: azimuthDeg });
      const sun = { solarZenithDeg: apparentZenithDeg, solarAzimuthDeg: azimuthDeg };
      return {
        surfaceTiltDeg: angles.surfaceTiltDeg,
        surfaceAzimuthDeg: angles.surfaceAzimuthDeg,
        shadedFraction: backtrack
          ? undefined
          : shadedFraction({ ...tracker, ...sun, gcr, axisAzimuthDeg, rotationDeg: angles.trackerThetaDeg }),
      };
    },
  };
}
