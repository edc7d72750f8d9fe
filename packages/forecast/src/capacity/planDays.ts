import { createForecastAt, type ForetoldDay } from './backTest.ts';
import type { Asked } from './checkAsked.ts';
import type { Pace } from './createPace.ts';
import { createWeatherIssues } from './createWeatherIssues.ts';
import type { Expert } from './Expert.ts';
import type { ForecasterState, ModelName } from './ForecasterState.ts';
import { weatherExperts } from './weatherExperts.ts';
import { weatherPower } from './weatherPower.ts';

const DAY_MS = 86_400_000;

/** A local day that is asked for, foretold. */
export interface PlannedDay extends ForetoldDay {
  readonly day: number;
  /** Days ahead of the issue time, as the back-test counts them. */
  readonly ahead: number;
  /** Whose errors it has: the past-only model serves days that no weather forecast covers. */
  readonly model: ModelName;
}

/** How many days ahead a local day is at an issue time; the back-test's own issue time gives 1 for the next day. */
export function daysAhead({ history, leadMs }: ForecasterState, day: number, issuedAtMs: number): number {
  return Math.max(Math.round((history.startOf(day, 0) - issuedAtMs - leadMs) / DAY_MS) + 1, 1);
}

/** Foretells the local days that are asked for: with weather where it covers the whole day, else from the past alone. */
export async function planDays(state: ForecasterState, asked: Asked, pace: Pace): Promise<PlannedDay[]> {
  const { history, profiles, tried } = state;
  const { issuedAtMs: asOfMs, startMs, steps } = asked;
  const past = createForecastAt({ history, experts: profiles, asOfMs });
  await pace.breathe();
  const experts = await expertsWithWeather(state, asked, pace);
  const weather = experts && createForecastAt({ history, experts, asOfMs });
  const planned: PlannedDay[] = [];
  const last = history.dayOf(startMs + (steps - 1) * history.stepMs);
  for (let day = history.dayOf(startMs); day <= last; day++) {
    await pace.breathe();
    const ahead = daysAhead(state, day, asOfMs);
    const head = { day, ahead };
    const withWeather = weather?.(day, tried.weather?.[ahead - 1] ?? []);
    if (withWeather && isWhole(withWeather)) planned.push({ ...head, model: 'weather', ...withWeather });
    else planned.push({ ...head, model: 'past', ...past(day, tried.past[ahead - 1] ?? []) });
  }
  return planned;
}

function isWhole({ byExpert, scale }: ForetoldDay): boolean {
  return byExpert.every((said) => said.every((value, slot) => scale[slot] === 0 || !Number.isNaN(value)));
}

/** The experts of the training, with the newest weather forecast when one is given. */
async function expertsWithWeather(
  state: ForecasterState,
  { weather }: Asked,
  pace: Pace,
): Promise<readonly Expert[] | undefined> {
  const { history, site, machines, leadMs, profiles } = state;
  if (state.weather.mode === 'pastOnly') return undefined;
  let { issues } = state.weather;
  if (weather !== undefined) {
    const issuedAtMs = state.weather.mode === 'perfectWeather' ? Number.NEGATIVE_INFINITY : weather.issuedAtMs!;
    const power = await weatherPower({ weather, site, machines, stepMs: history.stepMs, pace });
    issues = createWeatherIssues([...state.weather.given, { issuedAtMs, power }]);
  }
  return [...weatherExperts({ history, issues, leadMs }), ...profiles];
}
