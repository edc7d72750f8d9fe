import type { Column } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import type { Decomposition } from './Decomposition.ts';
import { dirint } from './dirint.ts';
import { disc } from './disc.ts';

export interface BeamDecompositionOptions {
  /** [Pa] @defaultValue 101325 */
  pressurePa?: number;
}

/** Solar constant that DISC was fitted with, over that of the chain. */
const CONSTANTS = 1370 / 1366.1;

/** DISC as a part of a `pvSystem`; the diffuse part is what the beam leaves. */
export function discDecomposition({ pressurePa = 101_325 }: BeamDecompositionOptions = {}): Decomposition {
  return {
    id: 'disc',
    source: 'Maxwell 1987',
    decompose: (input) => {
      const dniExtraWm2 = input.dniExtraWm2.map((each) => each * CONSTANTS);
      return withRest(input, disc({ ...input, dniExtraWm2, pressurePa }).dniWm2);
    },
  };
}

/** DIRINT as a part of a `pvSystem`; the diffuse part is what the beam leaves. The series must be one in order of time. */
export function dirintDecomposition({ pressurePa = 101_325 }: BeamDecompositionOptions = {}): Decomposition {
  return {
    id: 'dirint',
    source: 'Perez, Ineichen, Maxwell, Seals, Zelenka 1992',
    decompose: (input) => {
      const dniExtraWm2 = input.dniExtraWm2.map((each) => each * CONSTANTS);
      return withRest(input, dirint({ ...input, dniExtraWm2, pressurePa }));
    },
  };
}

/** The beam, limited to what came down, and the rest of the global irradiance. */
function withRest(input: { ghiWm2: Float64Array; zenithDeg: Float64Array }, dniWm2: Column) {
  const dhiWm2 = new Float64Array(dniWm2.length);
  for (let i = 0; i < dniWm2.length; i++) {
    const cosine = Math.max(cosDeg(input.zenithDeg[i]!), 0);
    if (dniWm2[i]! * cosine > Math.max(input.ghiWm2[i]!, 0)) dniWm2[i] = Math.max(input.ghiWm2[i]!, 0) / cosine;
    dhiWm2[i] = input.ghiWm2[i]! - dniWm2[i]! * cosine;
  }
  return { dniWm2, dhiWm2 };
}
