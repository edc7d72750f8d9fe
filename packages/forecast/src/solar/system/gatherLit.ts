import type { Column } from '@usina/core/series';
import type { SimulateOptions } from './simulate.ts';
import type { IntervalSun } from './sunOfIntervals.ts';

/** Irradiance of the sky, or measured in the plane. [W/m²] */
export type SkyLight = {
  ghiWm2?: Float64Array;
  dniWm2?: Float64Array;
  dhiWm2?: Float64Array;
  poaWm2?: Float64Array;
};

/** The intervals that have light, by their place in the whole. */
export interface LitWeather {
  index: Uint32Array;
  sun: IntervalSun;
  light: SkyLight;
  airTemperatureC: Column;
  windSpeedMps: Column;
}

/**
 * Picks the intervals with the sun up; where the sun is taken at the plain middle, those with light as well. Air
 * temperature and wind are filled where they are missing or beyond any weather.
 */
export function gatherLit(
  sun: IntervalSun,
  light: SkyLight,
  columns: Partial<Record<string, Column>>,
  { sunAt, airTemperatureC = 20, windSpeedMps = 1 }: SimulateOptions,
): LitWeather {
  const { upShare } = sun;
  const glowing = sunAt === 'middle' ? (Object.values(light) as Float64Array[]) : [];
  const all = new Uint32Array(upShare.length);
  let lit = 0;
  for (let i = 0; i < upShare.length; i++) {
    if (upShare[i]! > 0 || glowing.some((column) => column[i]! > 0)) all[lit++] = i;
  }
  const index = all.subarray(0, lit);
  const pick = (column: Float64Array) => {
    const picked = new Float64Array(lit);
    for (let k = 0; k < lit; k++) picked[k] = column[index[k]!]!;
    return picked;
  };
  const filled = (column: Column | undefined, rest: number, least: number) => {
    if (column === undefined) return new Float64Array(lit).fill(rest);
    const picked = pick(column);
    // marks for "no value" such as -9999, and degrees that are Kelvin, are beyond any weather
    for (let k = 0; k < lit; k++) if (!(picked[k]! >= least && picked[k]! < 150)) picked[k] = rest;
    return picked;
  };
  return {
    index,
    sun: {
      upShare: pick(upShare),
      zenithDeg: pick(sun.zenithDeg),
      apparentZenithDeg: pick(sun.apparentZenithDeg),
      azimuthDeg: pick(sun.azimuthDeg),
      dniExtraWm2: pick(sun.dniExtraWm2),
      relativeAirmass: pick(sun.relativeAirmass),
    },
    light: Object.fromEntries(Object.entries(light).map(([name, column]) => [name, pick(column)])),
    airTemperatureC: filled(columns.airTemperatureC, airTemperatureC, -100),
    windSpeedMps: filled(columns.windSpeedMps, windSpeedMps, 0),
  };
}
