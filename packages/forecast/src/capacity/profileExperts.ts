import type { HistoryGrid } from './createHistoryGrid.ts';
import type { Expert } from './Expert.ts';

/** Days that a profile is the mean of. */
const SPANS = [7, 14, 28] as const;
/** How much of yesterday's deviation from the profile is expected to last until tomorrow. */
const PERSISTENCE = [0.25, 0.5, 0.75] as const;
/** Slots this near smooth a profile: one before and one after with steps of 15 min, none with hours. */
const NEAR_MS = 900_000;

/**
 * Experts that know the past power only: the mean profile of the last days by time of day, scaled by how the last day known
 * differed from it, less the further ahead.
 */
export function profileExperts(history: HistoryGrid): Expert[] {
  return SPANS.flatMap((span) =>
    PERSISTENCE.map((persistence) => ({
      id: `mean of ${span} days, ${persistence} of the last day's deviation`,
      at: (asOfMs: number) => foretell(history, asOfMs, span, persistence),
    })),
  );
}

function foretell(history: HistoryGrid, asOfMs: number, span: number, persistence: number) {
  const lastDay = lastKnownDay(history, asOfMs);
  const profile = meanProfile(history, asOfMs, lastDay, span);
  const deviation = persistence === 0 ? 0 : dayRatio(history, asOfMs, lastDay, profile) - 1;
  return (day: number, slot: number) => {
    const ahead = Math.max(day - lastDay, 1);
    return profile[slot]! * Math.max(1 + deviation * persistence ** ahead, 0);
  };
}

/** The newest local day of which anything was known in sun or dark. */
function lastKnownDay(history: HistoryGrid, asOfMs: number): number {
  let day = Math.min(history.dayOf(asOfMs), history.lastDay);
  for (; day >= history.firstDay; day--) {
    for (let slot = history.slots - 1; slot >= history.slots / 2; slot--) {
      if (!Number.isNaN(history.powerW(day, slot, asOfMs))) return day;
    }
  }
  return day;
}

function meanProfile(history: HistoryGrid, asOfMs: number, lastDay: number, span: number): Float64Array {
  const { slots, stepMs } = history;
  const near = Math.floor(NEAR_MS / stepMs);
  const sums = new Float64Array(slots);
  const counts = new Float64Array(slots);
  for (let day = Math.max(lastDay - span + 1, history.firstDay); day <= lastDay; day++) {
    for (let slot = 0; slot < slots; slot++) {
      const value = history.powerW(day, slot, asOfMs);
      if (Number.isNaN(value)) continue;
      for (let k = Math.max(slot - near, 0); k <= Math.min(slot + near, slots - 1); k++) {
        sums[k]! += value;
        counts[k]!++;
      }
    }
  }
  return sums.map((sum, slot) => (counts[slot] === 0 ? Number.NaN : sum / counts[slot]!));
}

/** Energy of a day over that of the profile, in the slots where both are known; 1 where that is less than half a day's. */
function dayRatio(history: HistoryGrid, asOfMs: number, day: number, profile: Float64Array): number {
  let actual = 0;
  let expected = 0;
  let whole = 0;
  for (let slot = 0; slot < history.slots; slot++) {
    if (Number.isNaN(profile[slot]!)) continue;
    whole += profile[slot]!;
    const value = history.powerW(day, slot, asOfMs);
    if (Number.isNaN(value)) continue;
    actual += value;
    expected += profile[slot]!;
  }
  return expected > whole / 2 ? actual / expected : 1;
}
