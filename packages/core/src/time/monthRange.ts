import { tz } from '@date-fns/tz';
import { addMonths } from 'date-fns';
import { startOfLocalDay } from './calendarEdges.ts';
import { parseLocalIso } from './localIso.ts';
import { TimeError } from './TimeError.ts';

/** A local day or month as instants, half-open. */
export interface LocalRange {
  /** First instant. [epoch ms, UTC] */
  readonly startMs: number;
  /** First instant after it. [epoch ms, UTC] */
  readonly endMs: number;
  /** Days of the calendar. */
  readonly days: number;
  /** Hours that pass: 743 in a month of 31 days that loses one. */
  readonly hours: number;
}

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

function localRange(wallMs: number, nextWallMs: number, timeZone: string): LocalRange {
  const startMs = startOfLocalDay(wallMs, timeZone);
  const endMs = startOfLocalDay(nextWallMs, timeZone);
  return { startMs, endMs, days: (nextWallMs - wallMs) / 86_400_000, hours: (endMs - startMs) / 3_600_000 };
}
