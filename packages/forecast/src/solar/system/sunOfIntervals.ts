import { dayOfYear } from '../dayOfYear.ts';
import { extraRadiation } from '../extraRadiation.ts';
import { relativeAirmass } from '../relativeAirmass.ts';
import { type SunPosition, sunPosition } from '../sunPosition.ts';
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
  const air = {
    pressurePa: replaceMissing(options.pressurePa, undefined),
    airTemperatureC: replaceMissing(options.airTemperatureC, 12),
  };
  const sun = sunPosition({ ...location, ...air, atMs, deltaTS: options.deltaTS });
  for (let i = 0; i < length; i++) upShare[i] = sun.apparentZenithDeg[i]! < 90 ? 1 : 0;
  if (label !== 'instant' && sunAt === 'upMiddle') moveToUpMiddle(options, air, sun, atMs, upShare);
  return {
    upShare,
    zenithDeg: sun.zenithDeg,
    apparentZenithDeg: sun.apparentZenithDeg,
    azimuthDeg: sun.azimuthDeg,
    dniExtraWm2: extraRadiation({ dayOfYear: daysOfYear(atMs) }),
    relativeAirmass: relativeAirmass({ zenithDeg: sun.apparentZenithDeg }),
  };
}

/** The sun climbs 15° an hour at most; refraction and rounding take less than 1°. */
const CLIMB_DEG_PER_MS = 15 / 3_600_000;
const MARGIN_DEG = 1;

/** Where the sun rises or sets in an interval, takes it at the middle of the part with the sun up. */
function moveToUpMiddle(
  { location, startMs, stepMs, deltaTS }: IntervalSunOptions,
  air: { pressurePa: Float64Array | undefined; airTemperatureC: Float64Array | number },
  sun: SunPosition,
  atMs: Float64Array,
  upShare: Float64Array,
): void {
  const reachDeg = CLIMB_DEG_PER_MS * (stepMs / 2) + MARGIN_DEG;
  const near: number[] = [];
  for (let i = 0; i < atMs.length; i++) if (Math.abs(90 - sun.zenithDeg[i]!) < reachDeg) near.push(i);
  const thirds = new Float64Array(3 * near.length);
  for (let k = 0; k < thirds.length; k++) thirds[k] = startMs + (near[Math.floor(k / 3)]! + (k % 3) / 2) * stepMs;
  const { apparentZenithDeg } = sunPosition({ ...location, atMs: thirds, deltaTS });
  for (const [k, i] of near.entries()) {
    const [a, b, c] = [0, 1, 2].map((part) => 90 - apparentZenithDeg[3 * k + part]!) as [number, number, number];
    const first = upPart(a, b);
    const second = upPart(b, c);
    upShare[i] = (first.length + second.length) / 2;
    if (upShare[i] === 0) continue;
    const weighted = first.length * first.middle + second.length * (1 + second.middle);
    atMs[i] = startMs + (i + weighted / (first.length + second.length) / 2) * stepMs;
  }
  const pick = (column: Float64Array) => Float64Array.from(near, (i) => column[i]!);
  const moved = sunPosition({
    ...location,
    atMs: pick(atMs),
    pressurePa: air.pressurePa && pick(air.pressurePa),
    airTemperatureC: typeof air.airTemperatureC === 'number' ? air.airTemperatureC : pick(air.airTemperatureC),
    deltaTS,
  });
  for (const [k, i] of near.entries()) {
    sun.zenithDeg[i] = moved.zenithDeg[k]!;
    sun.apparentZenithDeg[i] = moved.apparentZenithDeg[k]!;
    sun.azimuthDeg[i] = moved.azimuthDeg[k]!;
  }
}

/** Days of the year of ascending instants, looked up once a day. */
function daysOfYear(atMs: Float64Array): Float64Array {
  const days = new Float64Array(atMs.length);
  let [today, day] = [Number.NaN, 0];
  for (let i = 0; i < atMs.length; i++) {
    const date = Math.floor(atMs[i]! / 86_400_000);
    if (date !== today) [today, day] = [date, dayOfYear(atMs[i]!)];
    days[i] = day;
  }
  return days;
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
