import { sinDeg } from '../angles.ts';
import { isotropicShare } from './isotropicShare.ts';
import { defineTransposition, type Transposition } from './Transposition.ts';

/**
 * An isotropic sky, brightened around the sun and at the horizon the more, the less of the light is diffuse.
 *
 * Reads `ghiWm2`. NaN in gives NaN out. [W/m²]
 *
 * @see T.M. Klucher, "Evaluation of models to predict insolation on tilted surfaces", Solar Energy 23(2), 111-114,
 * 1979.
 *
 * @example
 * klucher({ surfaceTiltDeg: 64.479, surfaceAzimuthDeg: 56.189, solarZenithDeg: 83.4825, solarAzimuthDeg: 49.66125,
 *   dhiWm2: 16.05, ghiWm2: 133.1, dniWm2: 1007.25, dniExtraWm2: 1343.57997 }) // 24.4656
 */
export const klucher: Transposition = /* @__PURE__ */ defineTransposition({
  id: 'klucher',
  source: 'Klucher 1979',
  skyDiffuseWm2: ({ dhiWm2, ghiWm2, aoiProjection, solarZenithDeg, surfaceTiltDeg }) => {
    const clearness = ghiWm2 === 0 ? 0 : 1 - (dhiWm2 / ghiWm2) ** 2;
    const horizon = 1 + clearness * sinDeg(surfaceTiltDeg / 2) ** 3;
    const aroundSun = 1 + clearness * Math.max(aoiProjection, 0) ** 2 * sinDeg(solarZenithDeg) ** 3;
    return dhiWm2 * isotropicShare(surfaceTiltDeg) * horizon * aroundSun;
  },
});
