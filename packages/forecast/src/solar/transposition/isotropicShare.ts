import { cosDeg } from '../angles.ts';

/** Share of an evenly bright dome that a tilted plane sees: 1 flat, 0.5 upright. */
export function isotropicShare(surfaceTiltDeg: number): number {
  return 0.5 * (1 + cosDeg(surfaceTiltDeg));
}
