import { relativeAirmass } from '../airmass.ts';
import { dayOfYear, extraRadiation } from '../extraRadiation.ts';
import { sunPosition } from '../sunPosition.ts';
import type { SimulationWeather } from './SimulationWeather.ts';

/** The sun that an interval's mean irradiance came from. */
export interface IntervalSun {
  /** Share of the interval with the sun up, 0 to 1. */
  upShare: Float64Array;
  zenithDeg: Float64Array;
  apparentZenithDeg: Float64Array;
  azimuthDeg: Float64Array;
  dniExtraWm2: Float64Array;
  /** NaN with the sun down. */
  relativeAirmass: Float64Array;
}

export interface IntervalSunOptions {
  location: { latitudeDeg: number; longitudeDeg: number; altitudeM: number };
  startMs: number;
  stepMs: number;
  length: number;
  label: SimulationWeather['label'];
  /** Where in the interval the sun is taken. `upMiddle` is the middle of the part with the sun up. @defaultValue 'upMiddle' */
  sunAt?: 'upMiddle' | 'middle';
  pressurePa?: Float64Array | undefined;
  airTemperatureC?: Float64Array | undefined;
  deltaTS?: number | undefined;
}

/**
 * The sun of each interval: at the middle of the part with the sun up, so that the first and the last interval of a day
 * are not computed from a sun below the horizon. Instants (`label: 'instant'`) get the sun of their stamp.
 */
export function sunOfIntervals(options: IntervalSunOptions): IntervalSun {
  const { location, startMs, stepMs, length, label, sunAt = 'upMiddle' } = options;
  const upShare = new Float64Array(length).fill(1);
  const atMs = new Float64Array(length);
  const middle = label === 'instant' ? 0 : 0.5;
  for (let i = 0; i < length; i++) atMs[i] = startMs + (i + middle) * stepMs;
  if (label !== 'instant' && sunAt === 'upMiddle') moveToUpMiddle(options, atMs, upShare);
  const sun = sunPosition({
    ...location,
    atMs,
    pressurePa: replaceMissing(options.pressurePa, undefined),
    airTemperatureC: replaceMissing(options.airTemperatureC, 12),
    deltaTS: options.deltaTS,
  });
  if (label === 'instant' || sunAt === 'middle') {
    for (let i = 0; i < length; i++) upShare[i] = sun.apparentZenithDeg[i]! < 90 ? 1 : 0;
  }
  return {
    upShare,
    zenithDeg: sun.zenithDeg,
    apparentZenithDeg: sun.apparentZenithDeg,
    azimuthDeg: sun.azimuthDeg,
    dniExtraWm2: extraRadiation({ dayOfYear: atMs.map(dayOfYear) }),
    relativeAirmass: relativeAirmass({ zenithDeg: sun.apparentZenithDeg }),
  };
}

function moveToUpMiddle(options: IntervalSunOptions, atMs: Float64Array, upShare: Float64Array): void {
  const { location, startMs, stepMs, length, deltaTS } = options;
  const halves = new Float64Array(2 * length + 1);
  for (let i = 0; i < halves.length; i++) halves[i] = startMs + (i * stepMs) / 2;
  const { apparentZenithDeg } = sunPosition({ ...location, atMs: halves, deltaTS });
  for (let i = 0; i < length; i++) {
    const [a, b, c] = [0, 1, 2].map((k) => 90 - apparentZenithDeg[2 * i + k]!) as [number, number, number];
    if (a > 0 && b > 0 && c > 0) continue;
    const first = upPart(a, b);
    const second = upPart(b, c);
    upShare[i] = (first.length + second.length) / 2;
    if (upShare[i] === 0) continue;
    const weighted = first.length * first.middle + second.length * (1 + second.middle);
    atMs[i] = startMs + (i + weighted / (first.length + second.length) / 2) * stepMs;
  }
}

/** The part of a straight line from `a` to `b` that lies above 0: its length and middle, as shares. */
function upPart(a: number, b: number): { length: number; middle: number } {
  if (a <= 0 && b <= 0) return { length: 0, middle: 0.5 };
  if (a > 0 && b > 0) return { length: 1, middle: 0.5 };
  const crossing = a / (a - b);
  return a > 0 ? { length: crossing, middle: crossing / 2 } : { length: 1 - crossing, middle: (1 + crossing) / 2 };
}

function replaceMissing<Rest extends number | undefined>(
  column: Float64Array | undefined,
  rest: Rest,
): Float64Array | Rest {
  if (column === undefined) return rest;
  if (rest === undefined) return column.some(Number.isNaN) ? rest : column;
  return column.some(Number.isNaN) ? column.map((value) => (Number.isNaN(value) ? rest : value)) : column;
}
