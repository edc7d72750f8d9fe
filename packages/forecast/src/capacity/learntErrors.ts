import type { ForecasterState } from './ForecasterState.ts';
import { pickDays } from './pickDays.ts';
import type { PlannedDay } from './planDays.ts';
import { createResidualPool, type ResidualPool } from './residualPool.ts';

/** Past days with known errors that quantiles are learnt from at least. */
const LEAST_DAYS = 8;
const DAY_MS = 86_400_000;

/** The errors of one number of days ahead. */
export interface LearntErrors {
  readonly pool: ResidualPool;
  /** Error of the past day that a scenario repeats, at a slot, in shares of the clear envelope. */
  errorOf(scenario: number, slot: number): number;
}

/**
 * The out-of-sample errors that were known at `issuedAtMs`, for each number of days ahead that is planned; or why there are
 * too few. A scenario repeats the errors that followed one past issue time through all its days.
 */
export function learntErrors(state: ForecasterState, issuedAtMs: number, planned: readonly PlannedDay[]) {
  const { history, site, seed, scenarios, tried } = state;
  const known = new Map(
    planned.map(({ ahead, model }) => {
      const days = (tried[model]?.[ahead - 1] ?? []).filter(({ knownAtMs }) => knownAtMs <= issuedAtMs);
      return [ahead, days] as const;
    }),
  );
  const byDay = [...known].map(
    ([ahead, days]) => [ahead, new Map(days.map(({ day, residuals }) => [day, withoutGaps(residuals)]))] as const,
  );
  const [firstAhead, firstDays] = byDay[0]!;
  const origins = [...firstDays.keys()]
    .map((day) => day - firstAhead)
    .filter((origin) => byDay.every(([ahead, days]) => days.has(origin + ahead)));
  if (origins.length < LEAST_DAYS) {
    const furthest = byDay.at(-1)![0];
    const message = `${site.id}: found ${origins.length} past days whose forecast up to ${furthest} days ahead can be checked, needed ${LEAST_DAYS}. Each further day of history gives one more.`;
    return { ok: false as const, message };
  }
  const picked = pickDays(origins, scenarios, seed).map((index) => origins[index]!);
  const byAhead = new Map(
    byDay.map(([ahead, days]): [number, LearntErrors] => [
      ahead,
      {
        pool: createResidualPool(known.get(ahead)!, history.slots, history.stepMs),
        errorOf: (scenario, slot) => days.get(picked[scenario]! + ahead)![slot]!,
      },
    ]),
  );
  const ids = picked.map((day) => `${seed}:${new Date(day * DAY_MS).toISOString().slice(0, 10)}`);
  return { ok: true as const, byAhead, count: origins.length, ids };
}

/** Gaps take the error of the nearest slot before, at the start of the day the one after. */
function withoutGaps(errors: Float64Array): Float64Array {
  const filled = errors.slice();
  let last = errors.find((error) => !Number.isNaN(error)) ?? 0;
  for (let slot = 0; slot < errors.length; slot++) {
    if (Number.isNaN(errors[slot]!)) filled[slot] = last;
    else last = errors[slot]!;
  }
  return filled;
}
