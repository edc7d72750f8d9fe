import { RAD } from '../angles.ts';
import { checkRange } from '../SolarError.ts';
import type { DiffuseIam } from './DiffuseIam.ts';

export interface IamMartinRuizDiffuseOptions {
  /** 0 is flat, 90 upright, 180 face down. [°] */
  surfaceTiltDeg: number;
  /** Angular losses coefficient, above 0. @defaultValue 0.16 */
  aR?: number;
  /** First fitting factor. @defaultValue 0.4244, that is 4 / (3 π) as pvlib rounds it */
  c1?: number;
  /** Second fitting factor. @defaultValue 0.5 aR - 0.154 */
  c2?: number;
}

/** The integrals are not defined for planes that see no ground, or no sky. [°] */
const EDGE_DEG = 1e-6;

/**
 * Modifiers of the diffuse light of sky and ground; a flat plane is taken as tilted by 1e-6°. Throws `SOLAR_RANGE` for
 * a tilt that is none, NaN too.
 *
 * @see N. Martín, J.M. Ruiz, "A new method for the spectral characterisation of PV modules", Prog. Photovolt. 7,
 * 299-310, 1999, and the corrigendum of 2013 to the paper of 2001.
 *
 * @example
 * iamMartinRuizDiffuse({ surfaceTiltDeg: 10, aR: 0.1488 }) // { sky: 0.958087, ground: 0.468795 }
 */
export function iamMartinRuizDiffuse(options: IamMartinRuizDiffuseOptions): DiffuseIam {
  const { surfaceTiltDeg, aR = 0.16, c1 = 0.4244, c2 = 0.5 * aR - 0.154 } = options;
  checkRange('surfaceTiltDeg', surfaceTiltDeg, 0, 180);
  checkRange('aR', aR, Number.MIN_VALUE, Number.MAX_VALUE);
  const tilt = Math.min(Math.max(surfaceTiltDeg, EDGE_DEG), 180 - EDGE_DEG) * RAD;
  const [sine, cosine] = [Math.sin(tilt), Math.cos(tilt)];
  const passed = (seen: number) => Math.max(-Math.expm1((-(c1 + c2 * seen) * seen) / aR), 0);
  return {
    sky: passed(sine + (Math.PI - tilt - sine) / (1 + cosine)),
    ground: passed(sine + (tilt - sine) / (1 - cosine)),
  };
}
