import { type BeamDecompositionOptions, fittedConstants, withRest } from './beamRest.ts';
import type { Decomposition } from './Decomposition.ts';
import { dirint } from './dirint.ts';

/** DIRINT as a part of a `pvSystem`; the diffuse part is what the beam leaves. The series must be one in order of time. */
export function dirintDecomposition({ pressurePa = 101_325 }: BeamDecompositionOptions = {}): Decomposition {
  return {
    id: 'dirint',
    source: 'Perez, Ineichen, Maxwell, Seals, Zelenka 1992',
    decompose: (input) => {
      const dniExtraWm2 = input.dniExtraWm2.map((each) => each * fittedConstants);
      return withRest(input, dirint({ ...input, dniExtraWm2, pressurePa }));
    },
  };
}
