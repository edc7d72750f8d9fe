import { type SlowSun, slowSun } from './slowSun.ts';

/** Days between nodes. Cubic through four nodes holds 1e-8°, see the test over 1900 to 2100. */
const NODE_DAYS = 0.25;

/** Gives the slow part of the sun's place at an instant; with `interpolate` from nodes six hours apart. */
export interface SunPath {
  /** Writes the place at `dayJ2000` (terrestrial time) to `place`. */
  read(dayJ2000: number, place: SlowSun): void;
}

/** Reads every instant by the full series: for few or scattered instants. */
export const exactSunPath: SunPath = {
  read(dayJ2000, place) {
    Object.assign(place, slowSun(dayJ2000));
  },
};

/**
 * Reads from nodes: the series of the algorithm is summed four times a day, not at every instant.
 * Fast where instants follow each other; scattered ones cost four nodes each.
 */
export function createSunPath(): SunPath {
  let first = Number.NaN;
  let nodes: SlowSun[] = [];
  const fill = (index: number) => {
    const kept = nodes;
    const moved = index - first;
    nodes = [];
    for (let k = 0; k < 4; k++) {
      const old = kept[k + moved];
      nodes.push(old ?? slowSun((index + k) * NODE_DAYS));
    }
    for (let k = 1; k < 4; k++) {
      const turns = (nodes[k]!.rightAscensionRad - nodes[k - 1]!.rightAscensionRad) / (2 * Math.PI);
      nodes[k] = { ...nodes[k]!, rightAscensionRad: nodes[k]!.rightAscensionRad - Math.round(turns) * 2 * Math.PI };
    }
    first = index;
  };
  return {
    read(dayJ2000, place) {
      const at = dayJ2000 / NODE_DAYS;
      const index = Math.floor(at) - 1;
      if (index !== first) fill(index);
      const t = at - index;
      const [n0, n1, n2, n3] = nodes as [SlowSun, SlowSun, SlowSun, SlowSun];
      const w0 = (-(t - 1) * (t - 2) * (t - 3)) / 6;
      const w1 = (t * (t - 2) * (t - 3)) / 2;
      const w2 = (-t * (t - 1) * (t - 3)) / 2;
      const w3 = (t * (t - 1) * (t - 2)) / 6;
      place.rightAscensionRad =
        w0 * n0.rightAscensionRad + w1 * n1.rightAscensionRad + w2 * n2.rightAscensionRad + w3 * n3.rightAscensionRad;
      place.declinationRad =
        w0 * n0.declinationRad + w1 * n1.declinationRad + w2 * n2.declinationRad + w3 * n3.declinationRad;
      place.distanceAu = w0 * n0.distanceAu + w1 * n1.distanceAu + w2 * n2.distanceAu + w3 * n3.distanceAu;
      place.equinoxRad = w0 * n0.equinoxRad + w1 * n1.equinoxRad + w2 * n2.equinoxRad + w3 * n3.equinoxRad;
    },
  };
}
