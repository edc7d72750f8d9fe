import { cosDeg, RAD, sinDeg } from '../angles.ts';
import { relativeAirmass as relativeAirmassAt } from '../relativeAirmass.ts';
import { isotropicShare } from './isotropicShare.ts';
import { type ComponentTransposition, defineComponentTransposition, type SkyComponents } from './SkyComponents.ts';
import type { SkyElement } from './Transposition.ts';

/** Inner knots of the clearness, the ends counted thrice. */
const knots = [0, 0, 0, 0.061, 0.187, 0.333, 0.487, 0.643, 0.778, 0.839, 1, 1, 1] as const;

/** Weights of the ten quadratic splines: F11 F12 F13 F21 F22 F23. */
const weights: readonly (readonly number[])[] = [
  [-0.053, 0.529, -0.028, -0.071, 0.061, -0.019],
  [-0.008, 0.588, -0.062, -0.06, 0.072, -0.022],
  [0.131, 0.77, -0.167, -0.026, 0.106, -0.032],
  [0.328, 0.471, -0.216, 0.069, -0.105, -0.028],
  [0.557, 0.241, -0.3, 0.086, -0.085, -0.012],
  [0.861, -0.323, -0.355, 0.24, -0.467, -0.008],
  [1.212, -1.239, -0.444, 0.305, -0.797, 0.047],
  [1.099, -1.847, -0.365, 0.275, -1.132, 0.124],
  [0.544, 0.157, -0.213, 0.118, -1.455, 0.292],
  [0.544, 0.157, -0.213, 0.118, -1.455, 0.292],
];

/**
 * Perez 1990 with splines in place of its table: continuous, which reverse transposition needs. 0 without diffuse
 * light.
 *
 * Reads `relativeAirmass`; where it is NaN (sun down, or not given) that of Kasten and Young 1989 at the zenith, at
 * most at 90°. NaN in gives NaN out. [W/m²]
 *
 * @see A. Driesse, A. Jensen, R. Perez, "A continuous form of the Perez diffuse sky model for forward and reverse
 * transposition", Solar Energy 267, 112093, 2024.
 *
 * @example
 * perezDriesse({ surfaceTiltDeg: 64.479, surfaceAzimuthDeg: 56.189, solarZenithDeg: 83.4825, solarAzimuthDeg: 49.66125,
 *   dhiWm2: 16.05, dniWm2: 1007.25, dniExtraWm2: 1343.57997, relativeAirmass: 8.2296 }) // 49.2691
 */
export const perezDriesse: ComponentTransposition = /* @__PURE__ */ defineComponentTransposition({
  id: 'perezDriesse',
  source: 'Driesse, Jensen, Perez 2024',
  write: writePerezDriesse,
});

/** Writes the parts of the sky's light on a plane. */
export function writePerezDriesse(element: Readonly<SkyElement>, parts: SkyComponents<number>): void {
  const { dhiWm2, dniWm2, dniExtraWm2, relativeAirmass, aoiProjection, solarZenithDeg, surfaceTiltDeg } = element;
  const known = solarZenithDeg < 90 && !Number.isNaN(relativeAirmass);
  const airmass = known ? relativeAirmass : relativeAirmassAt({ zenithDeg: Math.min(solarZenithDeg, 90) });
  const z = solarZenithDeg * RAD;
  const beamShare = dhiWm2 === 0 ? 0 : dniWm2 / (dhiWm2 + dniWm2);
  const clearness = beamShare / (1 - 1.041 * z ** 3 * (beamShare - 1));
  const brightness = (dhiWm2 * airmass) / dniExtraWm2;
  const [span, a, b, c] = splines(clearness);
  const f = (k: number) => a * weights[span]![k]! + b * weights[span + 1]![k]! + c * weights[span + 2]![k]!;
  const f1 = Math.min(Math.max(f(0) + f(1) * brightness + f(2) * z, 0), 0.9);
  const f2 = f(3) + f(4) * brightness + f(5) * z;
  const ratio = Math.max(aoiProjection, 0) / Math.max(cosDeg(solarZenithDeg), cosDeg(85));
  parts.isotropicWm2 = dhiWm2 * (1 - f1) * isotropicShare(surfaceTiltDeg);
  parts.circumsolarWm2 = dhiWm2 * f1 * ratio;
  parts.horizonWm2 = dhiWm2 * f2 * sinDeg(surfaceTiltDeg);
}

/** Index and values of the three quadratic B-splines that are not 0 at `x`, by the recursion of de Boor and Cox. */
function splines(x: number): readonly [number, number, number, number] {
  let i = 2;
  while (i < 9 && x >= knots[i + 1]!) i++;
  const left = (x - knots[i]!) / (knots[i + 1]! - knots[i]!);
  const wide = (x - knots[i - 1]!) / (knots[i + 1]! - knots[i - 1]!);
  const next = (x - knots[i]!) / (knots[i + 2]! - knots[i]!);
  return [i - 2, (1 - wide) * (1 - left), wide * (1 - left) + (1 - next) * left, next * left];
}
