import { checkRange } from '../SolarError.ts';
import { shadedFraction } from '../shading/shadedFraction.ts';
import type { ArrayMount } from './ArrayMount.ts';

export interface FixedMountOptions {
  /** 0 is flat, 90 upright. [°] */
  tiltDeg: number;
  /** Where the front looks, clockwise from north. [°] */
  azimuthDeg: number;
  /** Rows that stand behind one another: the beam is lost where a row shades the next. @defaultValue one row */
  rows?: {
    /** Ground coverage: width of the modules over the distance of the rows, above 0 to 1. */
    gcr: number;
    /** Slope of the ground, positive where it falls to where the rows look. [°] @defaultValue 0 */
    crossAxisTiltDeg?: number;
  };
}

/**
 * Modules that do not move. Throws `SOLAR_RANGE` for a tilt outside 0 to 180 and an azimuth outside 0 to 360, NaN too.
 *
 * @example
 * fixedMount({ tiltDeg: 20, azimuthDeg: 0 }).id // 'fixed'
 */
export function fixedMount({ tiltDeg, azimuthDeg, rows }: FixedMountOptions): ArrayMount {
  checkRange('tiltDeg', tiltDeg, 0, 180);
  checkRange('azimuthDeg', azimuthDeg, 0, 360);
  const place = { surfaceTiltDeg: tiltDeg, surfaceAzimuthDeg: azimuthDeg };
  return {
    id: 'fixed',
    source: rows === undefined ? 'as it stands' : 'Anderson, Jensen 2024 (shade)',
    place: (sun) => {
      if (rows === undefined) return place;
      const shade = shadedFraction({
        ...rows,
        solarZenithDeg: sun.apparentZenithDeg,
        solarAzimuthDeg: sun.azimuthDeg,
        axisAzimuthDeg: (azimuthDeg + 270) % 360,
        rotationDeg: tiltDeg,
      });
      return { ...place, shadedFraction: shade };
    },
  };
}
