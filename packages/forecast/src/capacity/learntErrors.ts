import type { TriedDay } from './backTest.ts';
import type { ForecasterState } from './ForecasterState.ts';
import { pickDays } from './pickDays.ts';
import { createResidualPool, type ResidualPool } from './residualPool.ts';

/** Past days with known errors that quantiles are learnt from at least. */
const LEAST_DAYS = 8;

/** The errors of one number of days ahead. */
export interface LearntErrors {
  readonly known: readonly TriedDay[];
  readonly pool: ResidualPool;
  /** Error of the past day that a scenario repeats, at a slot, in shares of the clear envelope. */
  errorOf(scenario: number, slot: number): number;
}

/**
 * The out-of-sample errors that were known at `issuedAtMs`, for each number of days ahead up to `furthest`; or why there are
 * too few. A scenario repeats the errors of one origin through all its days.
 */
export function learntErrors(state: ForecasterState, issuedAtMs: number, furthest: number) {
  const { history, site, seed, scenarios } = state;
  const known = state.tried.slice(0, furthest).map((days) => days.filter(({ knownAtMs }) => knownAtMs <= issuedAtMs));
  const byDay = known.map((days) => new Map(days.map((tried) => [tried.day, withoutGaps(tried.residuals)])));
  const origins = [...byDay[0]!.keys()].filter((origin) => byDay.every((days, k) => days.has(origin + k)));
  if (origins.length < LEAST_DAYS) {
    const message = `${site.id}: found ${origins.length} past days whose forecast up to ${furthest} days ahead can be checked, needed ${LEAST_DAYS}. About ${LEAST_DAYS + 4 + furthest} days of history give them.`;
    return { ok: false as const, message };
  }
  const picked = pickDays(origins, scenarios, seed).map((index) => origins[index]!);
  const byAhead = known.map(
    (days, k): LearntErrors => ({
      known: days,
      pool: createResidualPool(days, history.slots, history.stepMs),
      errorOf: (scenario, slot) => byDay[k]!.get(picked[scenario]! + k)![slot]!,
    }),
  );
  return { ok: true as const, byAhead, count: origins.length };
}

/** Gaps take the error of the nearest slot that has one. */
function withoutGaps(errors: Float64Array): Float64Array {
  const filled = errors.slice();
  let last = Number.NaN;
  for (let slot = 0; slot < errors.length; slot++) {
    if (!Number.isNaN(errors[slot]!)) last = errors[slot]!;
    filled[slot] = last;
  }
  last = 0;
  for (let slot = errors.length - 1; slot >= 0; slot--) {
    if (!Number.isNaN(filled[slot]!)) last = filled[slot]!;
    else filled[slot] = last;
  }
  return filled;
}
