import { blendWeights, type Trial } from './blendWeights.ts';
import { clearEnvelope } from './clearEnvelope.ts';
import type { HistoryGrid } from './createHistoryGrid.ts';
import type { Pace } from './createPace.ts';
import type { Expert } from './Expert.ts';

/** A local day as it was foretold from an origin before it, and how that went. */
export interface TriedDay extends Trial {
  readonly day: number;
  /** Error of the blend in shares of the clear envelope, NaN in the dark and where a number is missing. */
  readonly residuals: Float64Array;
  /** What the blend said, in shares of the clear envelope. */
  readonly saidShares: Float64Array;
}

export interface BackTestOptions {
  history: HistoryGrid;
  experts: readonly Expert[];
  /** How long before a local day its forecast is issued. [ms] */
  leadMs: number;
  /** Days ahead that are tried: the day itself is 1. */
  horizonDays: number;
  /** Origins tried, counted back from the end of the history. */
  backTestDays: number;
  pace: Pace;
}

/** Days that experts need before the first trial. */
export const WARM_UP_DAYS = 5;
/** Below this share of the brightest slot a slot counts as dark. */
const DARK = 0.005;

/**
 * Rolling-origin back-test: every day is foretold from origins before it with what was known there, by the code that makes
 * live forecasts. Returns the records by days ahead (index 0 is one day).
 */
export async function backTest(options: BackTestOptions): Promise<TriedDay[][]> {
  const { history, experts, leadMs, horizonDays, backTestDays, pace } = options;
  const records: TriedDay[][] = Array.from({ length: horizonDays }, () => []);
  const first = Math.max(history.firstDay + WARM_UP_DAYS, history.lastDay - backTestDays + 1);
  const total = Math.max(history.lastDay - first + 1, 0);
  for (let origin = first; origin <= history.lastDay; origin++) {
    const asOfMs = history.startOf(origin, 0) - leadMs;
    const foretell = createForecastAt({ history, experts, asOfMs });
    for (let ahead = 1; ahead <= horizonDays && origin + ahead - 1 <= history.lastDay; ahead++) {
      const day = origin + ahead - 1;
      const record = tryDay(history, day, foretell(day, records[ahead - 1]!));
      if (record) records[ahead - 1]!.push(record);
      await pace.breathe();
    }
    await pace.breathe({ done: origin - first + 1, total });
  }
  return records;
}

/** A day as foretold: by each expert, by their blend, and the scale that errors are measured in. */
export interface ForetoldDay {
  readonly byExpert: readonly Float64Array[];
  readonly blend: Float64Array;
  /** The clear envelope, 0 in the dark. [W] */
  readonly scale: Float64Array;
  readonly weights: Float64Array;
}

/** Foretells days from one instant; the trials of the same days ahead give the weights. */
export function createForecastAt(options: { history: HistoryGrid; experts: readonly Expert[]; asOfMs: number }) {
  const { history, experts, asOfMs } = options;
  const learnt = experts.map((expert) => expert.at(asOfMs));
  const envelope = clearEnvelope(history, asOfMs);
  const dark = DARK * envelope.reduce((most, value) => Math.max(most, value), 0);
  const scale = envelope.map((value) => (value < dark ? 0 : value));
  return (day: number, trials: readonly Trial[]): ForetoldDay => {
    const weights = blendWeights(trials, asOfMs, experts.length);
    const byExpert = learnt.map((foretell) => Float64Array.from(scale, (_, slot) => foretell(day, slot)));
    const blend = Float64Array.from(scale, (_, slot) =>
      weights.reduce((sum, weight, e) => sum + (weight === 0 ? 0 : weight * byExpert[e]![slot]!), 0),
    );
    return { byExpert, blend, scale, weights };
  };
}

function tryDay(history: HistoryGrid, day: number, foretold: ForetoldDay): TriedDay | undefined {
  const { byExpert, blend, scale } = foretold;
  const losses = new Float64Array(byExpert.length);
  const residuals = new Float64Array(history.slots).fill(Number.NaN);
  const saidShares = new Float64Array(history.slots).fill(Number.NaN);
  let light = 0;
  let usable = 0;
  let knownAtMs = Number.NEGATIVE_INFINITY;
  for (let slot = 0; slot < history.slots; slot++) {
    if (scale[slot] === 0) continue;
    light++;
    const actual = history.powerW(day, slot, Number.POSITIVE_INFINITY);
    if (Number.isNaN(actual) || byExpert.some((said) => Number.isNaN(said[slot]!))) continue;
    usable++;
    knownAtMs = Math.max(knownAtMs, history.knownAtMs(day, slot));
    for (let e = 0; e < losses.length; e++) losses[e]! += Math.abs(actual - byExpert[e]![slot]!) / scale[slot]!;
    residuals[slot] = (actual - blend[slot]!) / scale[slot]!;
    saidShares[slot] = blend[slot]! / scale[slot]!;
  }
  if (usable === 0 || usable * 2 < light) return undefined;
  return { day, losses: losses.map((loss) => loss / usable), knownAtMs, residuals, saidShares };
}
