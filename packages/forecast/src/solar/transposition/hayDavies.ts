import { cosDeg } from '../angles.ts';
import { type ComponentTransposition, defineComponentTransposition } from './SkyComponents.ts';

/**
 * An isotropic sky and a bright part around the sun, weighed by how much of the beam passes the air. [W/m²] NaN in
 * gives NaN out.
 *
 * @see J.E. Hay, J.A. Davies, "Calculations of the solar radiation incident on an inclined surface", 1980.
 *
 * @example
 * hayDavies({ surfaceTiltDeg: 64.479, surfaceAzimuthDeg: 56.189, solarZenithDeg: 83.4825, solarAzimuthDeg: 49.66125,
 *   dhiWm2: 16.05, dniWm2: 1007.25, dniExtraWm2: 1343.57997 }) // 102.486
 */
export const hayDavies: ComponentTransposition = /* @__PURE__ */ defineComponentTransposition({
  id: 'hayDavies',
  source: 'Hay, Davies 1980',
  write: ({ dhiWm2, dniWm2, dniExtraWm2, aoiProjection, solarZenithDeg, surfaceTiltDeg }, parts) => {
    // 0.01745 is the cosine of 89°: keeps the ratio bounded at the horizon, as pvlib does
    const ratio = Math.max(aoiProjection, 0) / Math.max(cosDeg(solarZenithDeg), 0.01745);
    const anisotropy = dniWm2 / dniExtraWm2;
    parts.isotropicWm2 = Math.max(dhiWm2 * (1 - anisotropy) * 0.5 * (1 + cosDeg(surfaceTiltDeg)), 0);
    parts.circumsolarWm2 = Math.max(dhiWm2 * anisotropy * ratio, 0);
    parts.horizonWm2 = 0;
  },
});
