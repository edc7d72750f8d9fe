import type { Weather } from '../weather/Weather.ts';
import type { HistoryGrid } from './createHistoryGrid.ts';
import type { Pace } from './createPace.ts';
import { createWeatherIssues, type WeatherIssue, type WeatherIssues } from './createWeatherIssues.ts';
import type { ForecastSite } from './SiteHistory.ts';
import type { SiteMachines } from './SiteMachines.ts';
import { weatherPower } from './weatherPower.ts';

export interface ReadWeatherOptions {
  weather?: Weather | readonly Weather[];
  perfectWeather?: boolean;
  site: ForecastSite;
  machines: SiteMachines;
  history: HistoryGrid;
  leadMs: number;
  pace: Pace;
}

/** The weather that a forecaster was given, as power, and what it may be used for. */
export interface KnownWeather {
  readonly mode: 'weatherForecast' | 'pastOnly' | 'perfectWeather';
  readonly given: readonly WeatherIssue[];
  readonly issues: WeatherIssues;
  /** Ids of the sources that are used. */
  readonly sources: readonly string[];
  /** What a reader must know. */
  readonly notes: readonly string[];
}

/** Past days that must have been forecast before they began, for weather forecasts to be used at all. */
const LEAST_DAYS = 8;

/** Turns weather into power and decides what it may be used for: only what was known beforehand counts as a forecast. */
export async function readWeather(options: ReadWeatherOptions): Promise<KnownWeather> {
  const { site, machines, history, leadMs, perfectWeather = false, pace } = options;
  const all: readonly Weather[] = options.weather === undefined ? [] : [options.weather].flat();
  const usable = all.filter(
    ({ issuedAtMs, kind }) => perfectWeather || (issuedAtMs !== undefined && kind !== 'measured'),
  );
  const notes: string[] = [];
  if (usable.length < all.length) {
    notes.push(
      `${all.length - usable.length} of ${all.length} weather series were not used: measured, or not known when.`,
    );
  }
  const given: WeatherIssue[] = [];
  for (const weather of usable) {
    const issuedAtMs = perfectWeather ? Number.NEGATIVE_INFINITY : weather.issuedAtMs!;
    given.push({ issuedAtMs, power: await weatherPower({ weather, site, machines, stepMs: history.stepMs, pace }) });
    await pace.breathe();
  }
  const issues = createWeatherIssues(given);
  let covered = 0;
  for (let day = history.firstDay; day <= history.lastDay; day++) {
    const noon = history.startOf(day, history.slots / 2);
    if (!Number.isNaN(issues.powerW(noon, history.startOf(day, 0) - leadMs))) covered++;
  }
  const enough = covered >= LEAST_DAYS;
  if (usable.length > 0 && !enough) {
    notes.push(
      `Weather was forecast for ${covered} days of the history, ${LEAST_DAYS} are needed: the past power alone is used.`,
    );
  }
  if (!enough) return { mode: 'pastOnly', given: [], issues: createWeatherIssues([]), sources: [], notes };
  if (perfectWeather)
    notes.push('Perfect weather: made with weather of the days themselves, which nobody knew beforehand.');
  return {
    mode: perfectWeather ? 'perfectWeather' : 'weatherForecast',
    given,
    issues,
    sources: [...new Set(usable.map(({ source }) => source.id))],
    notes: [...notes, ...new Set(usable.map(({ source }) => source.attribution).filter((text) => text !== ''))],
  };
}
