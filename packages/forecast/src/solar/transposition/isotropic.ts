import { cosDeg } from '../angles.ts';
import { defineTransposition, type Transposition } from './Transposition.ts';

/**
 * A sky of the same brightness everywhere.
 *
 * @see H.C. Hottel, B.B. Woertz, "Evaluation of flat-plate solar heat collector", Trans. ASME 64, 91, 1942.
 */
export const isotropic: Transposition = /* @__PURE__ */ defineTransposition({
  id: 'isotropic',
  source: 'Hottel, Woertz 1942',
  skyDiffuseWm2: ({ dhiWm2, surfaceTiltDeg }) => dhiWm2 * (1 + cosDeg(surfaceTiltDeg)) * 0.5,
});
