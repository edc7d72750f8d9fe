import { describe, expect, expectTypeOf, it } from 'vitest';
import { alignSeries, joinSeries } from './alignSeries.ts';
import { createSeries } from './createSeries.ts';
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

  it('takes the kinds of columns of any of the series', () => {
    const kinds = { acPowerW: 'amount', ghiWm2: 'gauge' } as const;
    expect(alignSeries([power, irradiance], { kinds })[0].columns.acPowerW).toEqual(new Float64Array([12]));
  });

  it('refuses another range, and kinds of columns that none has', () => {
    expect(() => alignSeries([power], { range: 'outerr' as never })).toThrow(
      expect.objectContaining({ code: 'SERIES_OPTION', context: { option: 'range', read: 'outerr' } }),
    );
    expect(() => alignSeries([power, irradiance], { kinds: { acPower: 'gauge' } })).toThrow(
      expect.objectContaining({
        code: 'SERIES_COLUMN',
        context: { column: 'acPower', columns: ['acPowerW', 'ghiWm2'] },
      }),
    );
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

  it('refuses to join nothing', () => {
    expect(() => joinSeries([] as never)).toThrow(
      expect.objectContaining({ code: 'SERIES_OPTION', context: { option: 'the series to join', read: [] } }),
    );
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
