import { TimeError } from './TimeError.ts';
import { zoneOffsetMs } from './zoneOffsetMs.ts';

const dayMs = 86_400_000;
const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?$/;

/**
 * What a wall clock shows, as if it were UTC. [ms] Local arithmetic is done on it, then it goes back through a zone.
 * Takes `2026-10-01`, `2026-10-01T06:15`, `2026-10-01 06:15:30.250`; throws `TIME_LOCAL_INVALID`.
 */
export function parseLocalIso(localIso: string): number {
  const parts = pattern.exec(localIso);
  if (parts) {
    const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as number[];
    const wallMs = Date.UTC(2000, month! - 1, day, hour, minute, second, Number((parts[7] ?? '').padEnd(3, '0')));
    const wall = new Date(wallMs);
    // setUTCFullYear, because Date.UTC takes the years 0 to 99 for 1900 to 1999
    wall.setUTCFullYear(year!, month! - 1, day);
    const kept = wall.getUTCMonth() === month! - 1 && wall.getUTCDate() === day;
    if (kept && hour! < 24 && minute! < 60 && second! < 60) return wall.getTime();
  }
  const why = /(Z|[+-]\d{2}:?\d{2})$/.test(localIso.slice(10)) ? ' It names an offset: use Date.parse.' : '';
  throw new TimeError(
    'TIME_LOCAL_INVALID',
    `Read "${localIso}", expected a local date or time such as "2026-10-01" or "2026-10-01T06:15".${why}`,
    { context: { localIso } },
  );
}

/**
 * What a wall clock in the zone shows at an instant, `YYYY-MM-DDTHH:mm:ss.SSS`.
 *
 * @example
 * localIsoOf(Date.UTC(2026, 9, 1, 3), 'America/Sao_Paulo')
 * // '2026-10-01T00:00:00.000'
 */
export function localIsoOf(ms: number, timeZone: string): string {
  return new Date(ms + zoneOffsetMs(ms, timeZone)).toISOString().slice(0, -1);
}

/**
 * Local calendar date at an instant, `YYYY-MM-DD`.
 *
 * @example
 * localDateOf(Date.UTC(2026, 9, 1, 2), 'America/Sao_Paulo')
 * // '2026-09-30'
 */
export function localDateOf(ms: number, timeZone: string): string {
  return isoDate(ms + zoneOffsetMs(ms, timeZone));
}

/** The date of a wall clock, `YYYY-MM-DD`. */
export function isoDate(wallMs: number): string {
  return new Date(Math.floor(wallMs / dayMs) * dayMs).toISOString().split('T')[0]!;
}
