import { describe, expect, expectTypeOf, it } from 'vitest';
import { alignSeries, joinSeries } from './alignSeries.ts';
import { calendarBuckets } from './calendarBuckets.ts';
import { createSeries } from './createSeries.ts';
import { resample } from './resample.ts';
import type { Series } from './Series.ts';
import { frameSeries, sliceSeries } from './sliceSeries.ts';

const quarterMs = 900_000;
const hourMs = 3_600_000;
const nan = Number.NaN;
const power = createSeries({ startMs: 0, stepMs: quarterMs, columns: { acPowerW: [1, 2, 3, 6] } });
const irradiance = createSeries({ startMs: 0, stepMs: hourMs, columns: { ghiWm2: [500, 600] } });

describe('alignSeries', () => {
  it('brings the shorter step to the longer one and keeps the common time', () => {
    const [a, b] = alignSeries([power, irradiance]);
    expect(a.columns.acPowerW).toEqual(new Float64Array([3]));
    expect(b.columns.ghiWm2).toEqual(new Float64Array([500]));
    expectTypeOf(a).toEqualTypeOf<Series<'acPowerW'>>();
  });

  it('goes to the step that is asked for', () => {
    const [a, b] = alignSeries([power, irradiance], { stepMs: quarterMs });
    expect(a.columns.acPowerW).toEqual(new Float64Array([1, 2, 3, 6]));
    expect(b.columns.ghiWm2).toEqual(new Float64Array([500, 500, 500, 500]));
  });

  it('keeps the time that any has, missing where one has none', () => {
    const [a] = alignSeries([power, irradiance], { range: 'outer' });
    expect(a.columns.acPowerW).toEqual(new Float64Array([3, nan]));
    expect(a.coverage.acPowerW).toEqual(new Float64Array([1, 0]));
  });

  it('follows the grid of the longest step where it is off the hour', () => {
    const offHour = createSeries({ startMs: 1_800_000, stepMs: hourMs, columns: { ghiWm2: [500] } });
    const [a, b] = alignSeries([power, offHour]);
    expect([a.startMs, b.startMs]).toEqual([1_800_000, 1_800_000]);
    expect(a.columns.acPowerW).toEqual(new Float64Array([4.5]));
    expect(a.coverage.acPowerW).toEqual(new Float64Array([0.5]));
  });

  it('comes back empty where there is no common time', () => {
    const later = createSeries({ startMs: 10 * hourMs, stepMs: hourMs, columns: { ghiWm2: [1] } });
    const [a, b] = alignSeries([power, later]);
    expect([a.columns.acPowerW.length, b.columns.ghiWm2.length]).toEqual([0, 0]);
  });

  it('refuses grids that cannot meet', () => {
    const shifted = createSeries({ startMs: 60_000, stepMs: quarterMs, columns: { b: [1] } });
    expect(() => alignSeries([power, shifted])).toThrow(expect.objectContaining({ code: 'SERIES_MISALIGNED' }));
    const odd = createSeries({ startMs: 0, stepMs: 600_000, columns: { b: [1] } });
    expect(() => alignSeries([power, odd])).toThrow(expect.objectContaining({ code: 'SERIES_RATIO' }));
  });
});

describe('joinSeries', () => {
  it('has the columns of all', () => {
    const joined = joinSeries([power, irradiance]);
    expect(joined.columns).toEqual({ acPowerW: new Float64Array([3]), ghiWm2: new Float64Array([500]) });
    expectTypeOf(joined).toEqualTypeOf<Series<'acPowerW' | 'ghiWm2'>>();
  });

  it('refuses two columns of one name', () => {
    expect(() => joinSeries([power, power])).toThrow(
      expect.objectContaining({ code: 'SERIES_COLUMN', context: { column: 'acPowerW' } }),
    );
  });
});

describe('sliceSeries and frameSeries', () => {
  it('cuts out what starts within the range', () => {
    const cut = sliceSeries(power, { startMs: quarterMs, endMs: 3 * quarterMs });
    expect([cut.startMs, ...cut.columns.acPowerW]).toEqual([quarterMs, 2, 3]);
    expect(sliceSeries(power, { startMs: -hourMs, endMs: hourMs * 9 }).columns.acPowerW).toHaveLength(4);
    expect(sliceSeries(power, { startMs: 9 * hourMs, endMs: 10 * hourMs }).columns.acPowerW).toHaveLength(0);
  });

  it('frames exactly the range, missing outside', () => {
    const framed = frameSeries(power, { startMs: -quarterMs, endMs: 2 * quarterMs });
    expect([framed.startMs, ...framed.columns.acPowerW]).toEqual([-quarterMs, nan, 1, 2]);
    const beyond = frameSeries(power, { startMs: 3 * quarterMs, endMs: 5 * quarterMs });
    expect(beyond.columns.acPowerW).toEqual(new Float64Array([6, nan]));
    const apart = frameSeries(power, { startMs: 8 * quarterMs, endMs: 9 * quarterMs });
    expect(apart.columns.acPowerW).toEqual(new Float64Array([nan]));
  });

  it('takes flags along', () => {
    const flagged = createSeries({ startMs: 0, stepMs: 1, columns: { a: [1, 2] }, quality: { a: [0, 8] } });
    expect(frameSeries(flagged, { startMs: 1, endMs: 3 }).quality?.a).toEqual(new Uint16Array([8, 0]));
  });

  it('refuses a frame off the grid', () => {
    expect(() => frameSeries(power, { startMs: 1, endMs: hourMs })).toThrow(
      expect.objectContaining({ code: 'SERIES_MISALIGNED' }),
    );
  });
});

it('refuses a range, a kind and a column that it does not know, and joining nothing', () => {
  const hourly = createSeries({ startMs: 0, stepMs: 3_600_000, columns: { ghiWm2: [1, 2] } });
  const code = (code: string) => expect.objectContaining({ code });
  expect(() => alignSeries([hourly], { range: 'outerr' as never })).toThrow(code('SERIES_POLICY'));
  expect(() => joinSeries([] as never)).toThrow(code('SERIES_COLUMN'));
  expect(() => resample(hourly, { stepMs: 7_200_000, kinds: { poaWm2: 'gauge' } as never })).toThrow(
    code('SERIES_KIND'),
  );
  expect(() => resample(hourly, { stepMs: 7_200_000, kinds: { ghiWm2: 'gage' as never } })).toThrow(
    code('SERIES_KIND'),
  );
  expect(() => calendarBuckets(hourly, { timeZone: 'UTC', unit: 'hour' as never })).toThrow(code('TIME_UNIT_UNKNOWN'));
});
