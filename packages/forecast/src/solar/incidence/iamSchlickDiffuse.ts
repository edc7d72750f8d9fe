import { cosDeg, RAD, sinDeg } from '../angles.ts';
import { checkRange } from '../SolarError.ts';
import type { DiffuseIam } from './DiffuseIam.ts';

/**
 * Modifiers of the diffuse light of sky and ground by the integral of Schlick's approximation. Throws `SOLAR_RANGE` for
 * a tilt that is none, NaN too.
 *
 * @see Y. Xie, M. Sengupta, A. Habte, A. Andreas, "The Fresnel equations for diffuse radiation on inclined photovoltaic
 * surfaces (FEDIS)", Renewable and Sustainable Energy Reviews 161, 112362, 2022, eq. 4 and 6.
 *
 * @example
 * iamSchlickDiffuse({ surfaceTiltDeg: 10 }) // { sky: 0.956670, ground: 0.392055 }
 */
export function iamSchlickDiffuse({ surfaceTiltDeg }: { surfaceTiltDeg: number }): DiffuseIam {
  checkRange('surfaceTiltDeg', surfaceTiltDeg, 0, 180);
  const [c, s] = [cosDeg(surfaceTiltDeg), sinDeg(surfaceTiltDeg)];
  const even = (30 / 7) * Math.PI - (10 / 3) * Math.PI * c - Math.PI * c * s ** 2 * (5 / 3 + (5 / 16) * s ** 2);
  const odd = -(160 / 21) * surfaceTiltDeg * RAD + c * s * (160 / 21 + (20 / 7) * s ** 2 + (16 / 105) * s ** 4);
  const skyDeg = 180 - surfaceTiltDeg;
  const sky = skyDeg < SLIVER_DEG ? grazing(skyDeg) : (2 / (Math.PI * (1 + c))) * (even + odd);
  const ground = 40 / (21 * (1 - c)) - ((1 + c) / (1 - c)) * sky;
  return { sky, ground: surfaceTiltDeg < SLIVER_DEG ? grazing(surfaceTiltDeg) : ground };
}

/** Through a narrower part of sky or ground the digits of the integral cancel. [°] */
const SLIVER_DEG = 0.01;

/** The integral over so narrow a part, to the second order of its width. */
function grazing(widthDeg: number): number {
  const width = widthDeg * RAD;
  return width * (80 / (9 * Math.PI) - 3.75 * width);
}
