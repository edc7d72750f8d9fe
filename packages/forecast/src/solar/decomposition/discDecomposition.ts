import { type BeamDecompositionOptions, fittedConstants, withRest } from './beamRest.ts';
import type { Decomposition } from './Decomposition.ts';
import { disc } from './disc.ts';

/** DISC as a part of a `pvSystem`; the diffuse part is what the beam leaves. */
export function discDecomposition({ pressurePa = 101_325 }: BeamDecompositionOptions = {}): Decomposition {
  return {
    id: 'disc',
    source: 'Maxwell 1987',
    decompose: (input) => {
      const dniExtraWm2 = input.dniExtraWm2.map((each) => each * fittedConstants);
      return withRest(input, disc({ ...input, dniExtraWm2, pressurePa }).dniWm2);
    },
  };
}
