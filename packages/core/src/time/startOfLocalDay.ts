import { instantsOfWall } from './localToUtcMs.ts';
import { zoneOffsetMs } from './zoneOffsetMs.ts';

/** First instant of the local date that starts at `wallMs`; where midnight is skipped, the instant that clocks jump. */
export function startOfLocalDay(wallMs: number, timeZone: string): number {
  const { instants, beforeMs, afterMs } = instantsOfWall(wallMs, timeZone);
  if (instants.length > 0) return instants[0]!;
  let before = wallMs - afterMs;
  let after = wallMs - beforeMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zoneOffsetMs(middle, timeZone) === beforeMs) before = middle;
    else after = middle;
  }
  return after;
}
