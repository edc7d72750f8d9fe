import { RAD } from '../angles.ts';
import { type SlowSun, slowSun } from './slowSun.ts';

/** Nodes a value is read from, a day of terrestrial time apart: degree 7 holds 1e-8°, see the test over 1900 to 2100. */
const POINTS = 8;
/** Numbers a node: right ascension less the mean longitude, declination, distance, equinox. */
const WIDTH = 4;

/** Gives the slow part of the sun's place at an instant. */
export interface SunPath {
  /** Writes the place at `dayJ2000` (terrestrial time) to `place`. */
  read(dayJ2000: number, place: SlowSun): void;
}

/** Reads every instant by the full series: for few or widely scattered instants. */
export const exactSunPath: SunPath = { read: slowSun };

/**
 * Reads between days from nodes a day apart, each summed once, when it is first asked for: fast where there are more
 * instants than days. Memory is 32 bytes a day.
 */
export function createSunPath(firstDay: number, lastDay: number): SunPath {
  const origin = Math.floor(firstDay) - POINTS / 2;
  const length = Math.floor(lastDay) + POINTS / 2 + 2 - origin;
  const nodes = new Float64Array(length * WIDTH).fill(Number.NaN);
  const sun: SlowSun = { rightAscensionRad: 0, declinationRad: 0, distanceAu: 1, equinoxRad: 0 };
  const fill = (index: number) => {
    const day = origin + index;
    slowSun(day, sun);
    nodes[index * WIDTH] = nearZero(sun.rightAscensionRad - meanLongitude(day));
    nodes[index * WIDTH + 1] = sun.declinationRad;
    nodes[index * WIDTH + 2] = sun.distanceAu;
    nodes[index * WIDTH + 3] = sun.equinoxRad;
  };
  const weights = new Float64Array(POINTS);
  let ready = -1;
  return {
    read(dayJ2000, place) {
      const at = dayJ2000 - origin;
      const first = Math.floor(at) - (POINTS / 2 - 1);
      if (first !== ready) {
        for (let k = first; k < first + POINTS; k++) if (Number.isNaN(nodes[k * WIDTH]!)) fill(k);
        ready = first;
      }
      weigh(at - first, weights);
      let rightAscension = 0;
      let declination = 0;
      let distance = 0;
      let equinox = 0;
      for (let k = 0; k < POINTS; k++) {
        const weight = weights[k]!;
        const node = (first + k) * WIDTH;
        rightAscension += weight * nodes[node]!;
        declination += weight * nodes[node + 1]!;
        distance += weight * nodes[node + 2]!;
        equinox += weight * nodes[node + 3]!;
      }
      place.rightAscensionRad = rightAscension + meanLongitude(dayJ2000);
      place.declinationRad = declination;
      place.distanceAu = distance;
      place.equinoxRad = equinox;
    },
  };
}

/** The sun's mean longitude, which the right ascension follows within 5°: what is left has no jump at 360°. [rad] */
function meanLongitude(day: number): number {
  return (280.46646 + 0.98564736 * day) * RAD;
}

/** The same direction between -π and π. */
function nearZero(angleRad: number): number {
  return angleRad - Math.round(angleRad / (2 * Math.PI)) * 2 * Math.PI;
}

const scales = /* @__PURE__ */ [-5040, 720, -240, 144, -144, 240, -720, 5040] as const;

/** Weights of Lagrange for nodes at 0, 1, … 7 and a place `t` between the two in the middle. */
function weigh(t: number, weights: Float64Array): void {
  let before = 1;
  for (let k = 0; k < POINTS; k++) {
    weights[k] = before;
    before *= t - k;
  }
  let after = 1;
  for (let k = POINTS - 1; k >= 0; k--) {
    weights[k] = (weights[k]! * after) / scales[k]!;
    after *= t - k;
  }
}
