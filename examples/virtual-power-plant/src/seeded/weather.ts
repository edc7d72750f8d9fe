import { type Column, createSeries, type Series } from '@usina/core/series';
import { haurwitz, sunPosition } from '@usina/forecast/solar';
import type { Random } from './random.ts';
import type { SeededSite } from './sites.ts';

/** Simulated weather of one site and what a forecaster of the day before would have said of it. */
export interface SeededWeather {
  /** Columns ghiWm2, airTemperatureC, windSpeedMps: what came. */
  actual: Series<'ghiWm2' | 'airTemperatureC' | 'windSpeedMps'>;
  /** The same as forecast at noon of the day before. */
  forecast: Series<'ghiWm2' | 'airTemperatureC' | 'windSpeedMps'>;
}

export interface WeatherOptions {
  site: SeededSite;
  startMs: number;
  stepMs: number;
  length: number;
  /** Clearness of each day that all sites share, 0 to 1. */
  regionalDays: readonly number[];
  random: Random;
}

/** Clear, broken and overcast days with their clearness and how much clouds flicker within them. */
const flicker = (clearness: number) => 0.04 + 0.5 * clearness * (1 - clearness);

export function seededWeather({ site, startMs, stepMs, length, regionalDays, random }: WeatherOptions): SeededWeather {
  const atMs = Float64Array.from({ length }, (_, i) => startMs + (i + 0.5) * stepMs);
  const { apparentZenithDeg } = sunPosition({ ...site, atMs });
  const clear = haurwitz({ apparentZenithDeg });
  const perDay = 86_400_000 / stepMs;
  const column = () => new Float64Array(length);
  const [ghi, ghiForecast, air, airForecast, wind] = [column(), column(), column(), column(), column()];
  let cloud = 0;
  let day = { clearness: 0.7, expected: 0.7, warmthC: 0 };
  for (let i = 0; i < length; i += 1) {
    if (i % perDay === 0) {
      const clearness = clamp(regionalDays[Math.floor(i / perDay)]! + 0.08 * random.normal());
      day = { clearness, expected: clamp(clearness + 0.1 * random.normal()), warmthC: 2 * random.normal() };
    }
    cloud = 0.9 * cloud + flicker(day.clearness) * Math.sqrt(1 - 0.9 ** 2) * random.normal();
    ghi[i] = clear[i]! * clamp(day.clearness + cloud);
    ghiForecast[i] = clear[i]! * day.expected;
    const hour = ((i % perDay) * 24) / perDay;
    const daily = Math.sin(((hour - 9) / 24) * 2 * Math.PI);
    air[i] = 23 - site.altitudeM / 200 + 6 * daily * (0.4 + day.clearness) + day.warmthC;
    airForecast[i] = 23 - site.altitudeM / 200 + 6 * daily * (0.4 + day.expected);
    wind[i] = Math.max(0.2, 2 + daily + 0.4 * random.normal());
  }
  const series = (ghiWm2: Column, airTemperatureC: Column) =>
    createSeries({ startMs, stepMs, columns: { ghiWm2, airTemperatureC, windSpeedMps: wind } });
  return { actual: series(ghi, air), forecast: series(ghiForecast, airForecast) };
}

/** Clearness of successive days: clear spells, broken days and fronts follow one another. */
export function regionalDays(days: number, random: Random): number[] {
  let state = 0.75;
  return Array.from({ length: days }, () => {
    state = clamp(0.72 + 0.55 * (state - 0.72) + 0.17 * random.normal());
    return state;
  });
}

function clamp(clearness: number): number {
  return Math.min(1, Math.max(0.12, clearness));
}
