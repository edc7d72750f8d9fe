import { cosDeg } from '../angles.ts';
import { isotropicShare } from './isotropicShare.ts';
import { defineTransposition, type Transposition } from './Transposition.ts';

/**
 * King's empirical sky of Sandia: an isotropic dome and a part that grows with the zenith and the global irradiance.
 *
 * Reads `ghiWm2`. Unpublished; pvlib is the reference. NaN in gives NaN out. [W/m²]
 *
 * @see D.L. King, Sandia National Laboratories, unpublished; as given in PV_LIB for Matlab, `pvl_kingdiffuse`, 2012.
 *
 * @example
 * king({ surfaceTiltDeg: 64.479, surfaceAzimuthDeg: 56.189, solarZenithDeg: 83.4825, solarAzimuthDeg: 49.66125,
 *   dhiWm2: 16.05, ghiWm2: 133.1, dniWm2: 1007.25, dniExtraWm2: 1343.57997 }) // 47.9127
 */
export const king: Transposition = /* @__PURE__ */ defineTransposition({
  id: 'king',
  source: 'King, Sandia National Laboratories (PV_LIB)',
  skyDiffuseWm2: ({ dhiWm2, ghiWm2, solarZenithDeg, surfaceTiltDeg }) => {
    const ground = ghiWm2 * (0.012 * solarZenithDeg - 0.04) * 0.5 * (1 - cosDeg(surfaceTiltDeg));
    return Math.max(dhiWm2 * isotropicShare(surfaceTiltDeg) + ground, 0);
  },
});
