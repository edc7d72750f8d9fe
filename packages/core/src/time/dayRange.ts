import { parseLocalIso } from './localIso.ts';
import { type LocalRange, localRange } from './localRange.ts';
import { TimeError } from './TimeError.ts';

/**
 * The local date `YYYY-MM-DD` of a zone. Throws `TIME_LOCAL_INVALID`, `TIME_ZONE_UNKNOWN`.
 *
 * @example
 * dayRange('2018-11-04', 'America/Sao_Paulo').hours
 * // 23: clocks jumped from 00:00 to 01:00
 */
export function dayRange(date: string, timeZone: string): LocalRange {
  const wallMs = parseLocalIso(date);
  if (date.length !== 10) {
    throw new TimeError('TIME_LOCAL_INVALID', `Read "${date}", expected a date such as "2026-10-01" without a time.`, {
      context: { date },
    });
  }
  return localRange(wallMs, wallMs + 86_400_000, timeZone);
}
