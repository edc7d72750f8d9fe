import { cosDeg, sinDeg } from '../angles.ts';
import { isotropicShare } from './isotropicShare.ts';
import { defineTransposition, type Transposition } from './Transposition.ts';

/**
 * Hay and Davies with a horizon that is brighter, the more of the light is beam.
 *
 * Reads `ghiWm2`. NaN in gives NaN out. [W/m²]
 *
 * @see D.T. Reindl, W.A. Beckman, J.A. Duffie, "Evaluation of hourly tilted surface radiation models", Solar Energy
 * 45(1), 9-17, 1990.
 *
 * @example
 * reindl({ surfaceTiltDeg: 64.479, surfaceAzimuthDeg: 56.189, solarZenithDeg: 83.4825, solarAzimuthDeg: 49.66125,
 *   dhiWm2: 16.05, ghiWm2: 133.1, dniWm2: 1007.25, dniExtraWm2: 1343.57997 }) // 102.8904
 */
export const reindl: Transposition = /* @__PURE__ */ defineTransposition({
  id: 'reindl',
  source: 'Reindl, Beckman, Duffie 1990',
  skyDiffuseWm2: ({ dhiWm2, ghiWm2, dniWm2, dniExtraWm2, aoiProjection, solarZenithDeg, surfaceTiltDeg }) => {
    const cosZenith = cosDeg(solarZenithDeg);
    const ratio = Math.max(aoiProjection, 0) / Math.max(cosZenith, 0.01745);
    const anisotropy = dniWm2 / dniExtraWm2;
    const beamShare = ghiWm2 === 0 ? 0 : Math.max(dniWm2 * cosZenith, 0) / ghiWm2;
    const horizon = 1 + Math.sqrt(beamShare) * sinDeg(surfaceTiltDeg / 2) ** 3;
    const dome = (1 - anisotropy) * isotropicShare(surfaceTiltDeg) * horizon;
    return Math.max(dhiWm2 * (anisotropy * ratio + dome), 0);
  },
});
