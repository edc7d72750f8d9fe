import { cosDeg } from '../angles.ts';
import { defineTransposition, type Transposition } from './Transposition.ts';

/**
 * An isotropic sky and a bright part around the sun, weighed by how much of the beam passes the air.
 *
 * @see J.E. Hay, J.A. Davies, "Calculations of the solar radiation incident on an inclined surface", 1980.
 *
 * @example
 * hayDavies({ surfaceTiltDeg: 64.479, surfaceAzimuthDeg: 56.189, solarZenithDeg: 83.4825, solarAzimuthDeg: 49.66125,
 *   dhiWm2: 16.05, dniWm2: 1007.25, dniExtraWm2: 1343.57997 }) // 102.486
 */
export const hayDavies: Transposition = /* @__PURE__ */ defineTransposition({
  id: 'hayDavies',
  source: 'Hay, Davies 1980',
  skyDiffuseWm2: ({ dhiWm2, dniWm2, dniExtraWm2, aoiProjection, solarZenithDeg, surfaceTiltDeg }) => {
    // 0.01745 is the cosine of 89°: keeps the ratio bounded at the horizon, as pvlib does
    const ratio = Math.max(aoiProjection, 0) / Math.max(cosDeg(solarZenithDeg), 0.01745);
    const anisotropy = dniWm2 / dniExtraWm2;
    const dome = Math.max(dhiWm2 * (1 - anisotropy) * 0.5 * (1 + cosDeg(surfaceTiltDeg)), 0);
    return dome + Math.max(dhiWm2 * anisotropy * ratio, 0);
  },
});
