import type { HistoryGrid } from './createHistoryGrid.ts';

/** Days looked back. */
const SPAN = 30;
/** Slots this near count along. */
const NEAR_MS = 1_800_000;

/**
 * What a site delivers at a time of day when the sky is clear: the 90 % quantile of the last 30 days known. Errors are
 * measured in shares of it, so that those of noon serve the morning. [W]
 */
export function clearEnvelope(history: HistoryGrid, asOfMs: number): Float64Array {
  const { slots, stepMs } = history;
  const near = Math.floor(NEAR_MS / stepMs);
  const lastDay = Math.min(history.dayOf(asOfMs), history.lastDay);
  const firstDay = Math.max(lastDay - SPAN + 1, history.firstDay);
  const tops = new Float64Array(slots);
  const seen = new Float64Array(SPAN * (2 * near + 1));
  for (let slot = 0; slot < slots; slot++) {
    let n = 0;
    for (let day = firstDay; day <= lastDay; day++) {
      for (let k = Math.max(slot - near, 0); k <= Math.min(slot + near, slots - 1); k++) {
        const value = history.powerW(day, k, asOfMs);
        if (!Number.isNaN(value)) seen[n++] = value;
      }
    }
    tops[slot] = n === 0 ? 0 : Math.max(seen.subarray(0, n).sort()[Math.floor(0.9 * (n - 1))]!, 0);
  }
  return tops;
}
