import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';

export interface BeamDecompositionOptions {
  /** [Pa] @defaultValue 101325 */
  pressurePa?: number;
}

/** Solar constant that DISC was fitted with, over that of the chain. */
export const fittedConstants = 1370 / 1366.1;

/** The beam, limited to what came down, and the rest of the global irradiance. */
export function withRest(input: { ghiWm2: Float64Array; zenithDeg: Float64Array }, dniWm2: Column) {
  const dhiWm2 = new Float64Array(dniWm2.length);
  for (let i = 0; i < dniWm2.length; i++) {
    const cosine = Math.max(cosDeg(input.zenithDeg[i]!), 0);
    if (dniWm2[i]! * cosine > Math.max(input.ghiWm2[i]!, 0)) dniWm2[i] = Math.max(input.ghiWm2[i]!, 0) / cosine;
    dhiWm2[i] = input.ghiWm2[i]! - dniWm2[i]! * cosine;
  }
  return { dniWm2, dhiWm2 };
}
