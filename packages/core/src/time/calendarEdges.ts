import { tz } from '@date-fns/tz';
import { addMonths } from 'date-fns/addMonths';
import { addYears } from 'date-fns/addYears';
import { startOfDay } from 'date-fns/startOfDay';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfYear } from 'date-fns/startOfYear';
import { startOfLocalDay } from './startOfLocalDay.ts';
import { TimeError } from './TimeError.ts';
import { zoneOffsetMs } from './zoneOffsetMs.ts';

const dayMs = 86_400_000;
/** Wall clocks are reckoned as if they were UTC: the zone comes in when an edge becomes an instant. */
const wallClock = { in: tz('UTC') };
const wall = (next: (ms: number, count: number, options: typeof wallClock) => Date) => (ms: number) =>
  next(ms, 1, wallClock).getTime();
/** A day of a wall clock always has 24 hours. */
const calendar = {
  day: { start: startOfDay, next: (ms: number) => ms + dayMs },
  week: { start: startOfISOWeek, next: (ms: number) => ms + 7 * dayMs },
  month: { start: startOfMonth, next: wall(addMonths) },
  year: { start: startOfYear, next: wall(addYears) },
};

/** A period of the civil calendar; a week starts on Monday. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'year';

export interface CalendarEdgesOptions {
  /** Range to be covered, half-open. [epoch ms, UTC] */
  startMs: number;
  endMs: number;
  /** IANA zone whose calendar is meant. */
  timeZone: string;
  unit: CalendarUnit;
}

/**
 * The edges of the calendar periods that cover a range, ascending: the first at or before its start, the last at or
 * after its end. Period `i` runs from edge `i` to edge `i + 1`. A day has 23 or 25 hours where clocks change.
 *
 * Throws `TIME_RANGE_INVALID` when the range is empty, `TIME_ZONE_UNKNOWN`, `TIME_UNIT_UNKNOWN`,
 * `TIME_INSTANT_INVALID`.
 *
 * @example
 * const [start, next] = calendarEdges({ startMs, endMs: startMs + 1, timeZone: 'Europe/Lisbon', unit: 'day' });
 * (next - start) / 3_600_000 // 23 on 2026-03-29
 */
export function calendarEdges({ startMs, endMs, timeZone, unit }: CalendarEdgesOptions): number[] {
  if (!(startMs < endMs)) {
    throw new TimeError(
      'TIME_RANGE_INVALID',
      `Read a range from ${startMs} to ${endMs}, expected an end after its start.`,
      {
        context: { startMs, endMs },
      },
    );
  }
  if (!Object.hasOwn(calendar, unit)) {
    throw new TimeError(
      'TIME_UNIT_UNKNOWN',
      `Read the unit "${String(unit)}", expected one of: ${Object.keys(calendar).join(', ')}. For fixed steps, hours included, use resample.`,
      { context: { unit } },
    );
  }
  let wallMs = periodStart(startMs + zoneOffsetMs(startMs, timeZone), unit);
  // where clocks go back over midnight, an instant can lie before the start of the date that they show
  while (startOfLocalDay(wallMs, timeZone) > startMs) wallMs = periodStart(wallMs - dayMs, unit);
  const edges = [startOfLocalDay(wallMs, timeZone)];
  while (edges.at(-1)! < endMs) {
    wallMs = nextPeriod(wallMs, unit);
    const edge = startOfLocalDay(wallMs, timeZone);
    if (edge <= startMs) edges[0] = edge;
    // a date that a zone skipped (Samoa, 2011-12-30) has no instants and is no period
    else if (edge > edges.at(-1)!) edges.push(edge);
  }
  return edges;
}

function periodStart(wallMs: number, unit: CalendarUnit): number {
  return calendar[unit].start(wallMs, wallClock).getTime();
}

function nextPeriod(wallMs: number, unit: CalendarUnit): number {
  return calendar[unit].next(wallMs);
}
