import { cosDeg, RAD, sinDeg } from '../angles.ts';
import { type ComponentTransposition, defineComponentTransposition } from './SkyComponents.ts';

/** Upper limits of the clearness bins and their coefficients F11 F12 F13 F21 F22 F23, "all sites composite 1990". */
const bins: readonly (readonly number[])[] = [
  [1.065, -0.008, 0.588, -0.062, -0.06, 0.072, -0.022],
  [1.23, 0.13, 0.683, -0.151, -0.019, 0.066, -0.029],
  [1.5, 0.33, 0.487, -0.221, 0.055, -0.064, -0.026],
  [1.95, 0.568, 0.187, -0.295, 0.109, -0.152, -0.014],
  [2.8, 0.873, -0.392, -0.362, 0.226, -0.462, 0.001],
  [4.5, 1.132, -1.237, -0.412, 0.288, -0.823, 0.056],
  [6.2, 1.06, -1.6, -0.359, 0.264, -1.127, 0.131],
  [Number.POSITIVE_INFINITY, 0.678, -0.327, -0.25, 0.156, -1.377, 0.251],
];

/**
 * Isotropic dome, bright part around the sun and bright horizon, by clearness. 0 without diffuse light or when the sun
 * is down (where pvlib gives NaN for no diffuse light). [W/m²] NaN in gives NaN out.
 *
 * @see R. Perez, P. Ineichen, R. Seals, J. Michalsky, R. Stewart, "Modeling daylight availability and irradiance
 * components from direct and global irradiance", Solar Energy 44(5), 271-289, 1990.
 *
 * @example
 * perez({ surfaceTiltDeg: 64.479, surfaceAzimuthDeg: 56.189, solarZenithDeg: 83.4825, solarAzimuthDeg: 49.66125,
 *   dhiWm2: 16.05, dniWm2: 1007.25, dniExtraWm2: 1343.57997, relativeAirmass: 8.2296 }) // 51.261
 */
export const perez: ComponentTransposition = /* @__PURE__ */ defineComponentTransposition({
  id: 'perez',
  source: 'Perez et al. 1990, all sites composite',
  write: ({ dhiWm2, dniWm2, dniExtraWm2, relativeAirmass, aoiProjection, solarZenithDeg, surfaceTiltDeg }, parts) => {
    if (dhiWm2 === 0 || (Number.isNaN(relativeAirmass) && !Number.isNaN(dhiWm2))) {
      parts.isotropicWm2 = parts.circumsolarWm2 = parts.horizonWm2 = 0;
      return;
    }
    const z = solarZenithDeg * RAD;
    const k = 1.041 * z ** 3;
    const clearness = ((dhiWm2 + dniWm2) / dhiWm2 + k) / (1 + k);
    if (Number.isNaN(clearness)) {
      parts.isotropicWm2 = parts.circumsolarWm2 = parts.horizonWm2 = Number.NaN;
      return;
    }
    const brightness = (dhiWm2 * relativeAirmass) / dniExtraWm2;
    const [, f11, f12, f13, f21, f22, f23] = bins.find(([limit]) => clearness < limit!) ?? bins[7]!;
    const f1 = Math.max(0, f11! + f12! * brightness + f13! * z);
    const f2 = f21! + f22! * brightness + f23! * z;
    const ratio = Math.max(aoiProjection, 0) / Math.max(cosDeg(solarZenithDeg), cosDeg(85));
    parts.isotropicWm2 = dhiWm2 * 0.5 * (1 - f1) * (1 + cosDeg(surfaceTiltDeg));
    parts.circumsolarWm2 = dhiWm2 * f1 * ratio;
    parts.horizonWm2 = dhiWm2 * f2 * sinDeg(surfaceTiltDeg);
  },
});
