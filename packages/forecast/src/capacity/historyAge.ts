import type { ForecasterState } from './ForecasterState.ts';

/** What a site did longer ago says too little of what it can do: strings fail, trees grow, panels are added. */
export const oldestHistoryDays = 31;

/** Days from the newest power that was known to the day when a forecast is issued: 0 where it is of that day. */
export function historyAgeDays({ history }: ForecasterState, issuedAtMs: number): number {
  const issueDay = history.dayOf(issuedAtMs);
  for (let day = Math.min(history.lastDay, issueDay); day >= history.firstDay; day--) {
    for (let slot = 0; slot < history.slots; slot++) {
      if (!Number.isNaN(history.powerW(day, slot, issuedAtMs))) return issueDay - day;
    }
  }
  return Number.POSITIVE_INFINITY;
}
