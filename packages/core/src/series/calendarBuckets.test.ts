import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthRange } from '../time/monthRange.ts';
import { calendarBuckets, sumByCalendar } from './calendarBuckets.ts';
import { createSeries } from './createSeries.ts';

const hourMs = 3_600_000;
const hourly = (startMs: number, hours: number, value: number) =>
  createSeries({ startMs, stepMs: hourMs, columns: { energyWh: new Float64Array(hours).fill(value) } });

describe('calendarBuckets', () => {
  it.each([0, 24])('refuses a unit that is no period of the calendar, over %s hours', (hours) => {
    const series = hourly(Date.UTC(2026, 0, 1), hours, 1);
    expect(() => calendarBuckets(series, { timeZone: 'UTC', unit: 'hour' as never })).toThrow(
      expect.objectContaining({ code: 'TIME_UNIT_UNKNOWN', context: { unit: 'hour' } }),
    );
    expect(() => calendarBuckets(series, { timeZone: 'Mars/Olympus', unit: 'day' })).toThrow(
      expect.objectContaining({ code: 'TIME_ZONE_UNKNOWN' }),
    );
  });
});

describe('sumByCalendar', () => {
  it('sums 23 and 25 hours where clocks change', () => {
    const spring = sumByCalendar(hourly(Date.UTC(2018, 10, 3, 3), 24 + 23, 1), {
      timeZone: 'America/Sao_Paulo',
      unit: 'day',
    });
    expect(spring.columns.energyWh).toEqual(new Float64Array([24, 23]));
    expect(spring.coverage.energyWh).toEqual(new Float64Array([1, 1]));
    const autumn = sumByCalendar(hourly(Date.UTC(2026, 10, 1, 4), 25, 1), {
      timeZone: 'America/New_York',
      unit: 'day',
    });
    expect(autumn.columns.energyWh).toEqual(new Float64Array([25]));
  });

  it('sums billing months in the zone of the site', () => {
    const { startMs } = monthRange('2026-10', 'America/Sao_Paulo');
    const months = sumByCalendar(hourly(startMs, 744 + 720, 2), { timeZone: 'America/Sao_Paulo', unit: 'month' });
    expect(months.edgesMs).toEqual([startMs, Date.UTC(2026, 10, 1, 3), Date.UTC(2026, 11, 1, 3)]);
    expect(months.columns.energyWh).toEqual(new Float64Array([1_488, 1_440]));
  });

  it('says that a month that has begun is not covered yet', () => {
    const { startMs } = monthRange('2026-10', 'UTC');
    const months = sumByCalendar(hourly(startMs, 186, 1), { timeZone: 'UTC', unit: 'month' });
    expect(months.columns.energyWh).toEqual(new Float64Array([186]));
    expect(months.coverage.energyWh).toEqual(new Float64Array([0.25]));
  });

  it('shares out an hour that crosses a midnight of half an hour', () => {
    const days = sumByCalendar(hourly(Date.UTC(2026, 0, 1, 18), 1, 10), { timeZone: 'Asia/Kolkata', unit: 'day' });
    expect(days.columns.energyWh).toEqual(new Float64Array([5, 5]));
  });

  it('differences registers and takes unknown names for amounts', () => {
    const s = createSeries({ startMs: 0, stepMs: 43_200_000, columns: { register: [5, 9, 11], p50: [1, 2, 3] } });
    const days = sumByCalendar(s, { timeZone: 'UTC', unit: 'day', kinds: { register: 'counter' } });
    expect(days.columns.register).toEqual(new Float64Array([6, Number.NaN]));
    expect(days.columns.p50).toEqual(new Float64Array([3, 3]));
  });

  it.each(['acPowerW', 'airTemperatureC', 'stateCode', 'soldW'])('refuses to sum %s', (column) => {
    const s = createSeries({ startMs: 0, stepMs: hourMs, columns: { [column]: [1] } });
    expect(() => sumByCalendar(s, { timeZone: 'UTC', unit: 'day' })).toThrow(
      expect.objectContaining({ code: 'SERIES_KIND', context: expect.objectContaining({ column }) }),
    );
  });

  it('has no periods of an empty series', () => {
    const days = sumByCalendar(hourly(0, 0, 1), { timeZone: 'UTC', unit: 'day' });
    expect(days.edgesMs).toEqual([]);
    expect(days.columns.energyWh).toHaveLength(0);
  });

  it('conserves the sum over any calendar', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 420_000, max: 480_000 }),
        fc.constantFrom('America/Sao_Paulo', 'Europe/Lisbon', 'Asia/Kolkata', 'Australia/Lord_Howe'),
        fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const),
        (values, hour, timeZone, unit) => {
          const s = createSeries({ startMs: hour * hourMs, stepMs: hourMs, columns: { energyWh: values } });
          const periods = sumByCalendar(s, { timeZone, unit });
          const sum = periods.columns.energyWh.reduce((a, b) => a + b, 0);
          expect(sum).toBeCloseTo(
            values.reduce((a, b) => a + b, 0),
            6,
          );
        },
      ),
    );
  });
});

describe('calendarBuckets', () => {
  it('averages gauges over local days', () => {
    const s = createSeries({
      startMs: Date.UTC(2026, 2, 29),
      stepMs: hourMs,
      columns: { acPowerW: [...new Array<number>(23).fill(100), 5] },
    });
    const days = calendarBuckets(s, { timeZone: 'Europe/Lisbon', unit: 'day' });
    expect(days.columns.acPowerW).toEqual(new Float64Array([100, 5]));
    expect(days.coverage.acPowerW[0]).toBe(1);
    expect(days.coverage.acPowerW[1]).toBeCloseTo(1 / 24, 12);
  });
});
