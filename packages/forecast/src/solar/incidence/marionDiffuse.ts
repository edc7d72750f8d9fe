import { RAD } from '../angles.ts';
import { checkRange } from '../SolarError.ts';
import type { DiffuseIam } from './DiffuseIam.ts';
import type { IncidenceModel } from './IncidenceModel.ts';

export interface MarionDiffuseOptions {
  /** The modifier that is integrated, such as `physicalIncidence()`. */
  incidence: Pick<IncidenceModel, 'modifier'>;
  /** 0 is flat, 90 upright, 180 face down. [°] */
  surfaceTiltDeg: number;
}

export interface MarionDiffuse extends DiffuseIam {
  /** For light of the half degree above the horizon. */
  readonly horizon: number;
}

/**
 * Modifiers of the diffuse light of sky, horizon and ground by summing any modifier over the dome in steps of one
 * degree (a tenth at the horizon). 0 for a part that the plane does not see. Throws `SOLAR_RANGE` for a tilt that is
 * none, NaN too.
 *
 * @see B. Marion, "Numerical method for angle-of-incidence correction factors for diffuse radiation incident
 * photovoltaic modules", Solar Energy 147, 344-348, 2017.
 *
 * @example
 * marionDiffuse({ incidence: physicalIncidence(), surfaceTiltDeg: 10 }) // { sky: 0.948415, horizon: 0.543228, ground: 0.421185 }
 */
export function marionDiffuse({ incidence, surfaceTiltDeg }: MarionDiffuseOptions): MarionDiffuse {
  checkRange('surfaceTiltDeg', surfaceTiltDeg, 0, 180);
  return {
    sky: integrate(incidence, surfaceTiltDeg, 180, 0, 90),
    horizon: integrate(incidence, surfaceTiltDeg, 1_800, 895, 900),
    ground: integrate(incidence, surfaceTiltDeg, 180, 90, 180),
  };
}

/** Over rings `first` to `end` (excluded) of the dome's `rings` from zenith to nadir, with equal steps around. */
function integrate(
  incidence: Pick<IncidenceModel, 'modifier'>,
  surfaceTiltDeg: number,
  rings: number,
  first: number,
  end: number,
): number {
  const step = Math.PI / rings;
  const [cosTilt, sinTilt] = [Math.cos(surfaceTiltDeg * RAD), Math.sin(surfaceTiltDeg * RAD)];
  const aoiDeg = new Float64Array(2 * rings);
  const weights = new Float64Array(2 * rings);
  let passed = 0;
  let seen = 0;
  for (let ring = first; ring < end; ring++) {
    const phi = (ring + 0.5) * step;
    const area = step * (Math.cos(ring * step) - Math.cos((ring + 1) * step));
    for (let k = 0; k < 2 * rings; k++) {
      const cosine = cosTilt * Math.cos(phi) + sinTilt * Math.sin(phi) * Math.cos((k + 0.5) * step);
      weights[k] = Math.max(cosine, 0) * area;
      aoiDeg[k] = Math.acos(Math.min(1, Math.max(-1, cosine))) / RAD;
    }
    const modifier = incidence.modifier(aoiDeg);
    for (let k = 0; k < 2 * rings; k++) {
      if (weights[k]! === 0) continue;
      passed += modifier[k]! * weights[k]!;
      seen += weights[k]!;
    }
  }
  return seen > 0 ? passed / seen : 0;
}
