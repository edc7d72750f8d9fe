import { tz } from '@date-fns/tz';
import { addMonths } from 'date-fns/addMonths';
import { parseLocalIso } from './localIso.ts';
import { type LocalRange, localRange } from './localRange.ts';
import { TimeError } from './TimeError.ts';

/**
 * The billing month `YYYY-MM` of a zone. Throws `TIME_LOCAL_INVALID`, `TIME_ZONE_UNKNOWN`.
 *
 * @example
 * monthRange('2026-03', 'Europe/Lisbon')
 * // { startMs: 1772323200000, endMs: 1774998000000, days: 31, hours: 743 }
 */
export function monthRange(month: string, timeZone: string): LocalRange {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new TimeError('TIME_LOCAL_INVALID', `Read the month "${month}", expected YYYY-MM such as "2026-10".`, {
      context: { month },
    });
  }
  const wallMs = parseLocalIso(`${month}-01`);
  return localRange(wallMs, addMonths(wallMs, 1, { in: tz('UTC') }).getTime(), timeZone);
}
