import { type CapacityForecast, type Evidenced, insufficient } from '@usina/core';
import { checkAsked } from './checkAsked.ts';
import { createPace } from './createPace.ts';
import type { NoForecastReason } from './ForecastError.ts';
import type { ForecasterState } from './ForecasterState.ts';
import type { ForecastOptions } from './ForecastOptions.ts';
import { forecastEvidence } from './forecastEvidence.ts';
import { historyAgeDays, oldestHistoryDays } from './historyAge.ts';
import { learntErrors } from './learntErrors.ts';
import { daysAhead, planDays } from './planDays.ts';
import { sampleQuantile } from './residualPool.ts';
import { acCapacityOf } from './SiteMachines.ts';
import { takeOutagesOff } from './takeOutagesOff.ts';

const DAY_MS = 86_400_000;

/** Makes one forecast with what was known when it is issued. */
export async function forecastCapacity(
  state: ForecasterState,
  options: ForecastOptions,
): Promise<Evidenced<CapacityForecast, NoForecastReason>> {
  const { site, history, levels } = state;
  const { stepMs } = history;
  const { startMs } = options;
  const issuedAtMs = options.issuedAtMs ?? startMs - state.leadMs;
  const steps = options.steps ?? Math.round(((options.days ?? 1) * DAY_MS) / stepMs);
  const asked = { ...options, issuedAtMs, steps };
  checkAsked(asked, state);
  const evidence = forecastEvidence(state, asked);
  const furthest = daysAhead(state, history.dayOf(startMs + (steps - 1) * stepMs), issuedAtMs);
  if (furthest > state.tried.past.length) {
    const message = `${site.id}: asked for ${furthest} days ahead, trained for ${state.tried.past.length}. Train with horizonDays: ${furthest}.`;
    return insufficient('HORIZON', message, evidence);
  }
  const ageDays = historyAgeDays(state, issuedAtMs);
  if (ageDays > oldestHistoryDays && Number.isFinite(ageDays)) {
    const message = `${site.id}: the newest power is ${ageDays} days old when the forecast is issued, expected ${oldestHistoryDays} at most. Train again with newer history.`;
    return insufficient('HISTORY_OLD', message, evidence);
  }
  const pace = createPace({ work: `The forecast of ${site.id}`, signal: options.signal });
  const days = await planDays(state, asked, pace);
  const withoutWeather = days.filter(({ model }) => model === 'past').length;
  if (state.weather.mode === 'perfectWeather' && withoutWeather > 0) {
    const message = `${site.id}: the weather covers ${days.length - withoutWeather} of ${days.length} days whole, needed all.`;
    return insufficient('WEATHER_MISSING', message, evidence);
  }
  const errors = learntErrors(state, issuedAtMs, days);
  if (!errors.ok) return insufficient('HISTORY_SHORT', errors.message, evidence);
  const [lowW, highW] = limits(state, issuedAtMs);
  const quantilesW = levels.map(() => new Float64Array(steps));
  const meanW = new Float64Array(steps);
  const scenarios = Array.from({ length: state.scenarios }, () => new Float64Array(steps));
  for (let i = 0; i < steps; i++) {
    const atMs = startMs + i * stepMs;
    const slot = history.slotOf(atMs);
    const { blend, scale, ahead } = days[history.dayOf(atMs) - days[0]!.day]!;
    const learnt = errors.byAhead.get(ahead)!;
    const scaleW = scale[slot]!;
    const saidW = blend[slot]! || 0;
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
  const head = { scope, issuedAtMs, startMs, stepMs, levels: [...levels] };
  const forecast = { ...head, quantilesW, meanW, scenarioIds: errors.ids, scenarios };
  const notes = [...evidence.notes, `Errors of ${errors.count} past days.`];
  if (ageDays > 1) notes.push(`The newest power is ${ageDays} days old.`);
  if (state.weather.mode === 'weatherForecast' && withoutWeather > 0) {
    notes.push(`No weather forecast for ${withoutWeather} of ${days.length} days: the past power alone is used there.`);
  }
  return takeOutagesOff(forecast, { ...evidence, notes }, state.parts, options.availability);
}

const noError = Float64Array.of(0);

/** Power stays within the nameplate, or within a twentieth above what was ever seen. */
function limits({ machines, history }: ForecasterState, asOfMs: number): [lowW: number, highW: number] {
  const { systems } = machines;
  const curbedW = systems.reduce((sum, each) => sum + Math.max(each.inverter.acCapacityW - each.exportLimitW, 0), 0);
  const nameplateW = acCapacityOf(machines) - curbedW;
  const [lowestW, highestW] = history.rangeW(asOfMs);
  return [lowestW, nameplateW > 0 ? Math.max(nameplateW, highestW) : highestW * 1.05];
}
