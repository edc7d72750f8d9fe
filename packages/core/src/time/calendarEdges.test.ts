import { TZDate } from '@date-fns/tz';
import { startOfDay, startOfISOWeek, startOfMonth, startOfYear } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarUnit, calendarEdges } from './calendarEdges.ts';
import { localDateOf } from './localIso.ts';
import { monthRange } from './monthRange.ts';

const hourMs = 3_600_000;
const hoursOfDays = (startMs: number, endMs: number, timeZone: string) => {
  const edges = calendarEdges({ startMs, endMs, timeZone, unit: 'day' });
  return edges.slice(1).map((edge, i) => (edge - edges[i]!) / hourMs);
};

describe('calendarEdges', () => {
  it.each(['hour', 'constructor', undefined])('refuses the unit %s', (unit) => {
    expect(() => calendarEdges({ startMs: 0, endMs: 1, timeZone: 'UTC', unit: unit as never })).toThrow(
      expect.objectContaining({ code: 'TIME_UNIT_UNKNOWN', context: { unit } }),
    );
  });

  it('has a day of 23 hours in spring and of 25 in autumn in Lisbon', () => {
    expect(hoursOfDays(Date.UTC(2026, 2, 28), Date.UTC(2026, 2, 30, 23), 'Europe/Lisbon')).toEqual([24, 23, 24]);
    expect(hoursOfDays(Date.UTC(2026, 9, 24), Date.UTC(2026, 9, 27), 'Europe/Lisbon').slice(1, 3)).toEqual([25, 24]);
  });

  it('has a day of 23 hours in March and of 25 in November in New York', () => {
    expect(hoursOfDays(Date.UTC(2026, 2, 8, 5), Date.UTC(2026, 2, 9, 4), 'America/New_York')).toEqual([23]);
    expect(hoursOfDays(Date.UTC(2026, 10, 1, 4), Date.UTC(2026, 10, 2, 5), 'America/New_York')).toEqual([25]);
  });

  it('starts a day whose midnight was skipped at the jump: São Paulo, 2018-11-04', () => {
    const edges = calendarEdges({
      startMs: Date.UTC(2018, 10, 4, 12),
      endMs: Date.UTC(2018, 10, 4, 13),
      timeZone: 'America/Sao_Paulo',
      unit: 'day',
    });
    expect(edges).toEqual([Date.UTC(2018, 10, 4, 3), Date.UTC(2018, 10, 5, 2)]);
  });

  it('gives the hour that São Paulo lived twice to 2019-02-16, which has 25', () => {
    const edges = calendarEdges({
      startMs: Date.UTC(2019, 1, 17, 2, 30),
      endMs: Date.UTC(2019, 1, 17, 3, 30),
      timeZone: 'America/Sao_Paulo',
      unit: 'day',
    });
    expect(edges).toEqual([Date.UTC(2019, 1, 16, 2), Date.UTC(2019, 1, 17, 3), Date.UTC(2019, 1, 18, 3)]);
  });

  it('leaves out the day that Samoa skipped', () => {
    const edges = calendarEdges({
      startMs: Date.UTC(2011, 11, 29, 12),
      endMs: Date.UTC(2012, 0, 1),
      timeZone: 'Pacific/Apia',
      unit: 'day',
    });
    expect(edges.map((edge) => localDateOf(edge, 'Pacific/Apia'))).toEqual([
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
      '2012-01-02',
    ]);
  });

  it('starts weeks on Monday, months on the first and years in January', () => {
    const range = { startMs: Date.UTC(2026, 9, 14, 12), endMs: Date.UTC(2026, 9, 14, 13), timeZone: 'UTC' };
    const dates = (unit: CalendarUnit) =>
      calendarEdges({ ...range, unit }).map((edge) => new Date(edge).toISOString().slice(0, 10));
    expect(dates('week')).toEqual(['2026-10-12', '2026-10-19']);
    expect(dates('month')).toEqual(['2026-10-01', '2026-11-01']);
    expect(dates('year')).toEqual(['2026-01-01', '2027-01-01']);
  });

  it('gives a range that ends on an edge no further period', () => {
    const { startMs, endMs } = monthRange('2026-10', 'America/Sao_Paulo');
    const edges = calendarEdges({ startMs, endMs, timeZone: 'America/Sao_Paulo', unit: 'month' });
    expect(edges).toEqual([startMs, endMs]);
  });

  it('refuses an empty range and an unknown zone', () => {
    const options = { startMs: 0, endMs: 0, timeZone: 'UTC', unit: 'day' } as const;
    expect(() => calendarEdges(options)).toThrow(expect.objectContaining({ code: 'TIME_RANGE_INVALID' }));
    expect(() => calendarEdges({ ...options, endMs: 1, timeZone: 'Mars/Olympus' })).toThrow(
      expect.objectContaining({ code: 'TIME_ZONE_UNKNOWN', context: { timeZone: 'Mars/Olympus' } }),
    );
  });

  it('covers any range with ascending edges, none of the periods needless', () => {
    const zones = ['America/Sao_Paulo', 'Europe/Lisbon', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.integer({ min: 1, max: 9e9 }),
        fc.constantFrom(...zones),
        fc.constantFrom<CalendarUnit>('day', 'week', 'month', 'year'),
        (startMs, lengthMs, timeZone, unit) => {
          const endMs = startMs + lengthMs;
          const edges = calendarEdges({ startMs, endMs, timeZone, unit });
          expect(edges[0]).toBeLessThanOrEqual(startMs);
          expect(edges[1]).toBeGreaterThan(startMs);
          expect(edges.at(-1)).toBeGreaterThanOrEqual(endMs);
          expect(edges.at(-2)).toBeLessThan(endMs);
          for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1]!);
        },
      ),
    );
  });

  it('agrees with date-fns on where the period of an instant starts', () => {
    const starts = { day: startOfDay, week: startOfISOWeek, month: startOfMonth, year: startOfYear };
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.constantFrom('America/Sao_Paulo', 'Europe/Lisbon', 'America/New_York', 'Asia/Kolkata'),
        fc.constantFrom<CalendarUnit>('day', 'week', 'month', 'year'),
        (startMs, timeZone, unit) => {
          const [edge] = calendarEdges({ startMs, endMs: startMs + 1, timeZone, unit });
          expect(edge).toBe(starts[unit](new TZDate(startMs, timeZone)).getTime());
        },
      ),
    );
  });
});
