import type { Availability } from '@usina/core';
import type { Weather } from '../weather/Weather.ts';
import { ForecastError } from './ForecastError.ts';
import type { ForecasterState } from './ForecasterState.ts';

export interface Asked {
  startMs: number;
  steps: number;
  issuedAtMs: number;
  weather?: Weather | undefined;
  availability?: Availability | undefined;
}

/** Throws when a question contradicts itself, or brings along what was not known when the forecast is issued. */
export function checkAsked(asked: Asked, { history, weather: known, parts, site }: ForecasterState): void {
  const { startMs, steps, issuedAtMs, weather, availability } = asked;
  if (!Number.isInteger(steps) || steps < 1 || !Number.isFinite(startMs) || startMs % history.stepMs !== 0) {
    throw new ForecastError(
      'FORECAST_GRID',
      `Read ${steps} steps from ${startMs}, expected whole steps of ${history.stepMs} ms on the grid of the history.`,
      { context: { startMs, steps, stepMs: history.stepMs } },
    );
  }
  if (weather && known.mode === 'weatherForecast') {
    if (weather.issuedAtMs === undefined) {
      throw new ForecastError('FORECAST_INPUT', 'The weather does not say when it was known (issuedAtMs).', {
        context: { source: weather.source.id },
      });
    }
    checkKnown('weather', weather.issuedAtMs, issuedAtMs);
  }
  if (!availability) return;
  checkKnown('availability', availability.issuedAtMs, issuedAtMs);
  if (parts.length > 0) return;
  throw new ForecastError(
    'FORECAST_INPUT',
    `Asked to take outages off ${site.id}, whose parts are not known. Train with parts: sitePartsOf({ siteId, assets }).`,
    { context: { siteId: site.id } },
  );
}

function checkKnown(what: string, knownAtMs: number, issuedAtMs: number): void {
  if (knownAtMs <= issuedAtMs) return;
  const [known, issued] = [knownAtMs, issuedAtMs].map((ms) => new Date(ms).toISOString());
  throw new ForecastError(
    'FORECAST_LEAKAGE',
    `Read ${what} known at ${known} for a forecast issued at ${issued}. Nothing learnt later may be in it.`,
    { context: { what, knownAtMs, issuedAtMs } },
  );
}
