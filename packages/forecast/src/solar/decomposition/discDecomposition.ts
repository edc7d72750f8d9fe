import { type BeamDecompositionOptions, fittedConstants, withRest } from './beamRest.ts';
import type { Decomposition } from './Decomposition.ts';
import { disc } from './disc.ts';

/**
 * DISC as a part of a `pvSystem`; the diffuse part is what the beam leaves. See `disc`. NaN in gives NaN out.
 *
 * @see E.L. Maxwell, SERI/TR-215-3087, 1987.
 *
 * @example
 * const noon = { ghiWm2: Float64Array.of(533.66), zenithDeg: Float64Array.of(39.5581) };
 * discDecomposition().decompose({ ...noon, dniExtraWm2: Float64Array.of(1358.948) }).dniWm2 // [207.521]
 */
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
