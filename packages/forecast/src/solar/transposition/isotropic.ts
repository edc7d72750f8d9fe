import { cosDeg } from '../angles.ts';
import { defineTransposition, type Transposition } from './Transposition.ts';

/**
 * A sky of the same brightness everywhere. [W/m²] NaN in gives NaN out.
 *
 * @see H.C. Hottel, B.B. Woertz, "Evaluation of flat-plate solar heat collector", Trans. ASME 64, 91, 1942.
 *
 * @example
 * isotropic({ surfaceTiltDeg: 64.479, surfaceAzimuthDeg: 56.189, solarZenithDeg: 83.4825, solarAzimuthDeg: 49.66125,
 *   dhiWm2: 16.05, dniWm2: 1007.25, dniExtraWm2: 1343.57997 }) // 11.4825
 */
export const isotropic: Transposition = /* @__PURE__ */ defineTransposition({
  id: 'isotropic',
  source: 'Hottel, Woertz 1942',
  skyDiffuseWm2: ({ dhiWm2, surfaceTiltDeg }) => dhiWm2 * (1 + cosDeg(surfaceTiltDeg)) * 0.5,
});
