import { parseLocalIso } from './localIso.ts';
import { TimeError } from './TimeError.ts';
import { zoneOffsetMs } from './zoneOffsetMs.ts';

const dayMs = 86_400_000;

export interface LocalToUtcOptions {
  /** Which of the two instants when a clock is set back and shows a time twice. @defaultValue 'earlier' */
  ambiguous?: 'earlier' | 'later' | 'reject';
  /** A time that a clock set forward skips: taken as far after the gap as it lies in it. @defaultValue 'later' */
  gap?: 'later' | 'reject';
}

/**
 * The instant when a wall clock in an IANA zone shows a local time. [epoch ms, UTC]
 *
 * Throws `TIME_LOCAL_INVALID`, `TIME_ZONE_UNKNOWN`, and where asked to reject `TIME_AMBIGUOUS` or `TIME_GAP`.
 *
 * @example
 * localToUtcMs('2026-10-01T06:15', 'America/Sao_Paulo')
 * // 1790846100000
 */
export function localToUtcMs(localIso: string, timeZone: string, options: LocalToUtcOptions = {}): number {
  const wallMs = parseLocalIso(localIso);
  const { instants, beforeMs, afterMs } = instantsOfWall(wallMs, timeZone);
  if (instants.length === 0) {
    if (options.gap !== 'reject') return wallMs - beforeMs;
    throw new TimeError('TIME_GAP', `No clock in ${timeZone} ever showed ${localIso}: it was set forward past it.`, {
      context: { localIso, timeZone, skippedMs: afterMs - beforeMs },
    });
  }
  if (instants.length > 1 && options.ambiguous === 'reject') {
    throw new TimeError('TIME_AMBIGUOUS', `Clocks in ${timeZone} showed ${localIso} twice: say which is meant.`, {
      context: { localIso, timeZone, instants },
    });
  }
  return options.ambiguous === 'later' ? instants.at(-1)! : instants[0]!;
}

/** The instants, ascending, at which a clock shows `wallMs`: none in a gap, two in an overlap; and the offsets around. */
export function instantsOfWall(
  wallMs: number,
  timeZone: string,
): { instants: number[]; beforeMs: number; afterMs: number } {
  const beforeMs = zoneOffsetMs(wallMs - dayMs, timeZone);
  const afterMs = zoneOffsetMs(wallMs + dayMs, timeZone);
  const offsets = beforeMs === afterMs ? [beforeMs] : [beforeMs, afterMs];
  const instants = offsets
    .map((offsetMs) => wallMs - offsetMs)
    .filter((ms, i) => zoneOffsetMs(ms, timeZone) === offsets[i]);
  return { instants: instants.sort((a, b) => a - b), beforeMs, afterMs };
}
