import { describe, expect, expectTypeOf, it } from 'vitest';
import { createSeries } from './createSeries.ts';
import type { Series } from './Series.ts';
import { columnNames, seriesEndMs, seriesLength } from './seriesLength.ts';

const grid = { startMs: 0, stepMs: 900_000 };

describe('createSeries', () => {
  it('covers what is finite and nothing else', () => {
    const s = createSeries({ ...grid, columns: { acPowerW: [1_000, Number.NaN, 3_000] } });
    expect(s.coverage.acPowerW).toEqual(new Float64Array([1, 0, 1]));
    expect(s.quality).toBeUndefined();
    expectTypeOf(s).toEqualTypeOf<Series<'acPowerW'>>();
  });

  it.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses the number %s', (read) => {
    expect(() => createSeries({ startMs: 0, stepMs: 1_000, columns: { acPowerW: [1, Number.NaN, read] } })).toThrow(
      expect.objectContaining({ code: 'SERIES_INFINITE', context: { column: 'acPowerW', index: 2, read } }),
    );
  });

  it('never counts a missing number, whatever coverage is given', () => {
    const s = createSeries({ ...grid, columns: { a: [1, Number.NaN] }, coverage: { a: [0.5, 0.9] } });
    expect(s.coverage.a).toEqual(new Float64Array([0.5, 0]));
  });

  it('takes null, which says missing on the wire, as missing', () => {
    const s = createSeries({ ...grid, columns: { a: [null, 2, null] } });
    expect(s.columns.a).toEqual(new Float64Array([Number.NaN, 2, Number.NaN]));
    expect(s.coverage.a).toEqual(new Float64Array([0, 1, 0]));
  });

  it.each(['x', '5', '', undefined, true, 5n, { value: 1 }])('refuses %s for a number', (read) => {
    expect(() => createSeries({ ...grid, columns: { a: [1, read as never] } })).toThrow(
      expect.objectContaining({ code: 'SERIES_VALUE', context: { column: 'a', index: 1, read } }),
    );
  });

  it.each([undefined, null, 5, 'xyz', {}])('refuses %s for a column', (read) => {
    expect(() => createSeries({ ...grid, columns: { a: read as never } })).toThrow(
      expect.objectContaining({ code: 'SERIES_COLUMN', context: { column: 'a', what: 'column' } }),
    );
    expect(() => createSeries({ ...grid, columns: { b: [1], a: read as never } })).toThrow(
      expect.objectContaining({ code: 'SERIES_COLUMN' }),
    );
  });

  it('refuses a coverage that is null or a word', () => {
    const cover = (share: unknown) => createSeries({ ...grid, columns: { a: [1] }, coverage: { a: [share as never] } });
    expect(() => cover(null)).toThrow(expect.objectContaining({ code: 'SERIES_COVERAGE' }));
    expect(() => cover('1')).toThrow(expect.objectContaining({ code: 'SERIES_VALUE' }));
  });

  it.each(['x', undefined])('refuses the quality %s', (read) => {
    expect(() => createSeries({ ...grid, columns: { a: [1, 2] }, quality: { a: [0, read as never] } })).toThrow(
      expect.objectContaining({ code: 'SERIES_VALUE', context: { column: 'a', index: 1, read } }),
    );
  });

  it('takes an own Float64Array as it is and copies shared memory', () => {
    const own = new Float64Array([1, 2]);
    const shared = new Float64Array(new SharedArrayBuffer(16));
    const s = createSeries({ ...grid, columns: { own, shared } });
    expect(s.columns.own).toBe(own);
    expect(s.columns.shared.buffer).toBeInstanceOf(ArrayBuffer);
  });

  it('refuses columns of unequal length', () => {
    expect(() => createSeries({ ...grid, columns: { a: [1, 2], b: [1] } })).toThrow(
      expect.objectContaining({
        code: 'SERIES_LENGTH',
        context: { column: 'b', what: 'column', read: 1, expected: 2 },
      }),
    );
    expect(() => createSeries({ ...grid, columns: { a: [1, 2] }, coverage: { a: [1] } })).toThrow(
      expect.objectContaining({ code: 'SERIES_LENGTH' }),
    );
    expect(() => createSeries({ ...grid, columns: { a: [1, 2] }, quality: { a: [1, 2, 3] } })).toThrow(
      expect.objectContaining({ code: 'SERIES_LENGTH' }),
    );
  });

  it.each([
    [0.5, 900_000],
    [0, 0],
    [0, -1],
    [0, 1.5],
    [Number.NaN, 1],
  ])('refuses the grid from %s by %s', (startMs, stepMs) => {
    expect(() => createSeries({ startMs, stepMs, columns: {} })).toThrow(
      expect.objectContaining({ code: 'SERIES_GRID', context: { startMs, stepMs } }),
    );
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses the coverage %s', (share) => {
    expect(() => createSeries({ ...grid, columns: { a: [1] }, coverage: { a: [share] } })).toThrow(
      expect.objectContaining({ code: 'SERIES_COVERAGE', context: { column: 'a', index: 0, read: share } }),
    );
  });

  it('refuses quality of a column that is not there', () => {
    const quality = { b: [1] } as Record<string, number[]>;
    expect(() => createSeries({ ...grid, columns: { a: [1] } as Record<string, number[]>, quality })).toThrow(
      expect.objectContaining({ code: 'SERIES_COLUMN' }),
    );
  });
});

describe('seriesLength, seriesEndMs, columnNames', () => {
  it('say how long a series is, also one without columns', () => {
    const s = createSeries({ startMs: 900_000, stepMs: 900_000, columns: { a: [1, 2], b: [3, 4] } });
    expect(seriesLength(s)).toBe(2);
    expect(seriesEndMs(s)).toBe(2_700_000);
    expect(columnNames(s)).toEqual(['a', 'b']);
    expect(seriesLength(createSeries({ ...grid, columns: {} }))).toBe(0);
  });
});
