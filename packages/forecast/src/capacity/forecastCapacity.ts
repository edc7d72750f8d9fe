import { type CapacityForecast, type Evidenced, insufficient } from '@usina/core';
import { createForecastAt, type ForetoldDay } from './backTest.ts';
import { checkAsked } from './checkAsked.ts';
import { createPace } from './createPace.ts';
import { createWeatherIssues } from './createWeatherIssues.ts';
import type { Expert } from './Expert.ts';
import type { NoForecastReason } from './ForecastError.ts';
import type { ForecasterState } from './ForecasterState.ts';
import { forecastEvidence } from './forecastEvidence.ts';
import { learntErrors } from './learntErrors.ts';
import { sampleQuantile } from './residualPool.ts';
import { takeOutagesOff } from './takeOutagesOff.ts';
import type { ForecastOptions } from './trainCapacityForecaster.ts';
import { weatherExperts } from './weatherExperts.ts';
import { weatherPower } from './weatherPower.ts';

const DAY_MS = 86_400_000;

/** Makes one forecast with what was known when it is issued. */
export async function forecastCapacity(
  state: ForecasterState,
  options: ForecastOptions,
): Promise<Evidenced<CapacityForecast, NoForecastReason>> {
  const { site, history, levels } = state;
  const { stepMs, slots } = history;
  const { startMs } = options;
  const asked = {
    ...options,
    issuedAtMs: options.issuedAtMs ?? startMs - state.leadMs,
    steps: options.steps ?? Math.round(((options.days ?? 1) * DAY_MS) / stepMs),
  };
  checkAsked(asked, state);
  const { issuedAtMs, steps } = asked;
  const evidence = forecastEvidence(state, asked);
  const aheadOf = (day: number) =>
    Math.max(Math.round((history.startOf(day, 0) - issuedAtMs - state.leadMs) / DAY_MS) + 1, 1);
  const furthest = aheadOf(history.dayOf(startMs + (steps - 1) * stepMs));
  if (furthest > state.tried.length) {
    const message = `${site.id}: asked for ${furthest} days ahead, trained for ${state.tried.length}. Train with horizonDays: ${furthest}.`;
    return insufficient('HORIZON', message, evidence);
  }
  const errors = learntErrors(state, issuedAtMs, furthest);
  if (!errors.ok) return insufficient('HISTORY_SHORT', errors.message, evidence);
  const foretell = createForecastAt({ history, experts: expertsFor(state, options), asOfMs: issuedAtMs });
  const days = new Map<number, ForetoldDay>();
  const [lowW, highW] = limits(state);
  const quantilesW = levels.map(() => new Float64Array(steps));
  const meanW = new Float64Array(steps);
  const scenarios = Array.from({ length: state.scenarios }, () => new Float64Array(steps));
  const pace = createPace({ work: `The forecast of ${site.id}` });
  for (let i = 0; i < steps; i++) {
    const atMs = startMs + i * stepMs;
    const day = history.dayOf(atMs);
    const slot = history.slotOf(atMs) % slots;
    const learnt = errors.byAhead[aheadOf(day) - 1]!;
    let foretold = days.get(day);
    if (foretold === undefined) {
      foretold = foretell(day, learnt.known);
      days.set(day, foretold);
    }
    const scaleW = foretold.scale[slot]!;
    if (scaleW > 0 && foretold.byExpert.some((said) => Number.isNaN(said[slot]!))) {
      const message = `${site.id}: no weather forecast known at ${iso(issuedAtMs)} covers ${iso(atMs)}.`;
      return insufficient('WEATHER_MISSING', message, evidence);
    }
    const saidW = foretold.blend[slot]! || 0;
    const power = (error: number) => Math.min(Math.max(saidW + error * scaleW, lowW), highW);
    const near = scaleW > 0 ? learnt.pool.near(slot, saidW / scaleW) : noError;
    for (let l = 0; l < levels.length; l++) quantilesW[l]![i] = power(sampleQuantile(near, levels[l]!));
    meanW[i] = near.reduce((sum, error) => sum + power(error), 0) / near.length;
    for (let m = 0; m < scenarios.length; m++) {
      scenarios[m]![i] = power(scaleW > 0 ? learnt.errorOf(m, slot) : 0);
    }
    await pace.breathe();
  }
  const scope = { kind: 'site' as const, id: site.id };
  const forecast = { scope, issuedAtMs, startMs, stepMs, levels: [...levels], quantilesW, meanW, scenarios };
  const notes = [...evidence.notes, `Errors of ${errors.count} past days.`];
  return takeOutagesOff(forecast, { ...evidence, notes }, state.parts, options.availability);
}

const noError = Float64Array.of(0);

/** The experts of the training, with the newest weather forecast when one is given. */
function expertsFor(state: ForecasterState, { weather }: ForecastOptions): readonly Expert[] {
  const { history, site, systems, leadMs, profiles } = state;
  if (state.weather.mode === 'pastOnly') return profiles;
  if (weather === undefined) return [...weatherExperts({ history, issues: state.weather.issues, leadMs }), ...profiles];
  const perfect = state.weather.mode === 'perfectWeather';
  const newest = {
    issuedAtMs: perfect ? Number.NEGATIVE_INFINITY : weather.issuedAtMs!,
    power: weatherPower(weather, site, systems, history.stepMs),
  };
  const issues = createWeatherIssues([...state.weather.given, newest]);
  return [...weatherExperts({ history, issues, leadMs }), ...profiles];
}

/** Power stays within the nameplate, or within a twentieth above what was ever seen. */
function limits({ systems, history }: ForecasterState): [lowW: number, highW: number] {
  const nameplateW = systems.reduce(
    (sum, system) => sum + Math.min(system.inverter.acCapacityW, system.exportLimitW),
    0,
  );
  return [history.lowestW, nameplateW > 0 ? Math.max(nameplateW, history.peakW) : history.peakW * 1.05];
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
