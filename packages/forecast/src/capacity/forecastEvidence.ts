import type { Evidence } from '@usina/core';
import type { Asked } from './checkAsked.ts';
import type { ForecasterState } from './ForecasterState.ts';

const rules = {
  pastOnly: 'capacity forecast 1: past power alone',
  weatherForecast: 'capacity forecast 1: weather forecasts and past power',
  perfectWeather: 'capacity forecast 1: PERFECT WEATHER (not a forecast) and past power',
} as const;

/** Where a forecast comes from: the part of the history that was known, the weather, the rule. */
export function forecastEvidence(state: ForecasterState, asked: Asked): Evidence & { notes: readonly string[] } {
  const { history, site, weather } = state;
  const { issuedAtMs } = asked;
  const lastDay = Math.min(history.lastDay, history.dayOf(issuedAtMs));
  let found = 0;
  for (let day = history.firstDay; day <= lastDay; day++) {
    for (let slot = 0; slot < history.slots; slot++) if (!Number.isNaN(history.powerW(day, slot, issuedAtMs))) found++;
  }
  const startMs = history.startOf(history.firstDay, 0);
  const endMs = Math.min(issuedAtMs, history.startOf(history.lastDay + 1, 0));
  const steps = (endMs - startMs) / history.stepMs;
  const weatherMs = Math.max(
    weather.issues.newestMs(issuedAtMs),
    asked.weather?.issuedAtMs ?? Number.NEGATIVE_INFINITY,
  );
  return {
    sources: [`power history of ${site.id}`, ...weather.sources],
    ...(endMs > startMs ? { range: { startMs, endMs }, coverage: Math.min(found / steps, 1) } : {}),
    rule: rules[weather.mode],
    knownAtMs: Math.min(Math.max(endMs, weatherMs), issuedAtMs),
    notes: weather.notes,
  };
}
