import { type BeamDecompositionOptions, fittedConstants, withRest } from './beamRest.ts';
import type { Decomposition } from './Decomposition.ts';
import { dirint } from './dirint.ts';

/**
 * DIRINT as a part of a `pvSystem`; the diffuse part is what the beam leaves. The series must be one in order of time.
 * See `dirint`. NaN in gives NaN out.
 *
 * @see R. Perez, P. Ineichen, E. Maxwell, R. Seals, A. Zelenka, ASHRAE Transactions 98(1), 354-369, 1992.
 *
 * @example
 * const noon = { ghiWm2: Float64Array.of(533.66), zenithDeg: Float64Array.of(39.5581) };
 * dirintDecomposition().decompose({ ...noon, dniExtraWm2: Float64Array.of(1358.948) }).dniWm2 // [232.284]
 */
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
