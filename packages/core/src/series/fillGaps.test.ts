import { describe, expect, it } from 'vitest';
import { flagBit } from '../readings/Flag.ts';
import { coverageOf } from './coverageOf.ts';
import { createSeries } from './createSeries.ts';
import { fillGaps } from './fillGaps.ts';

const nan = Number.NaN;
const stepMs = 900_000;
const of = (...acPowerW: number[]) => createSeries({ startMs: 0, stepMs, columns: { acPowerW } });

describe('fillGaps', () => {
  it('keeps gaps', () => {
    const s = of(1, nan);
    expect(fillGaps(s, { kind: 'keep' })).toBe(s);
  });

  it('draws a line through a short gap, flagged and not covered', () => {
    const s = of(100, nan, 300);
    const filled = fillGaps(s, { kind: 'linear', maxMs: 3_600_000 });
    expect(filled.columns.acPowerW).toEqual(new Float64Array([100, 200, 300]));
    expect(filled.coverage.acPowerW).toEqual(new Float64Array([1, 0, 1]));
    expect(filled.quality?.acPowerW).toEqual(new Uint16Array([0, flagBit.estimated, 0]));
    expect(s.columns.acPowerW[1]).toBeNaN();
  });

  it('turns directions the shorter way round', () => {
    const s = createSeries({ startMs: 0, stepMs, columns: { windDirectionDeg: [340, nan, nan, 10] } });
    const filled = fillGaps(s, { kind: 'linear', maxMs: 3_600_000 });
    expect(filled.columns.windDirectionDeg).toEqual(new Float64Array([340, 350, 0, 10]));
  });

  it('draws no line through a long gap, nor at the ends', () => {
    const filled = fillGaps(of(nan, 1, nan, nan, 4, nan), { kind: 'linear', maxMs: stepMs });
    expect(filled.columns.acPowerW).toEqual(new Float64Array([nan, 1, nan, nan, 4, nan]));
    expect(filled.quality).toBeUndefined();
  });

  it('holds the last number for so long and no longer', () => {
    const filled = fillGaps(of(nan, 1, nan, nan, nan, 5, nan), { kind: 'hold', maxMs: 2 * stepMs });
    expect(filled.columns.acPowerW).toEqual(new Float64Array([nan, 1, 1, 1, nan, 5, 5]));
    expect(filled.coverage.acPowerW).toEqual(new Float64Array([0, 1, 0, 0, 0, 1, 0]));
  });

  it('holds states and draws no line between them', () => {
    const s = createSeries({ startMs: 0, stepMs, columns: { stateCode: [2, nan, 3, nan, nan, 4, nan] } });
    const filled = fillGaps(s, { kind: 'linear', maxMs: stepMs });
    expect(filled.columns.stateCode).toEqual(new Float64Array([2, 2, 3, nan, nan, 4, nan]));
    expect(filled.quality?.stateCode?.[1]).toBe(flagBit.estimated);
  });

  it.each(['zero', 'none', 'interpolate', undefined])('refuses the kind %s', (kind) => {
    expect(() => fillGaps(of(1, nan, 3), { kind, maxMs: stepMs } as never)).toThrow(
      expect.objectContaining({ code: 'SERIES_OPTION', context: { option: 'policy.kind', read: kind } }),
    );
  });

  it.each([
    ['linear', undefined],
    ['hold', undefined],
    ['hold', nan],
    ['linear', -1],
    ['hold', '900000'],
  ])('refuses to fill by %s for at most %s', (kind, maxMs) => {
    expect(() => fillGaps(of(1, nan, 3), { kind, maxMs } as never)).toThrow(
      expect.objectContaining({ code: 'SERIES_OPTION', context: { option: 'policy.maxMs', read: maxMs } }),
    );
  });

  it('fills without limit when that is said', () => {
    const filled = fillGaps(of(1, nan, nan, nan), { kind: 'hold', maxMs: Number.POSITIVE_INFINITY });
    expect(filled.columns.acPowerW).toEqual(new Float64Array([1, 1, 1, 1]));
  });

  it('refuses a column that is not there', () => {
    expect(() => fillGaps(of(1, nan), { kind: 'hold', maxMs: stepMs }, ['dcPowerW' as never])).toThrow(
      expect.objectContaining({ code: 'SERIES_COLUMN', context: { column: 'dcPowerW', columns: ['acPowerW'] } }),
    );
  });

  it('fills only the columns that are named, and adds to their flags', () => {
    const s = createSeries({
      startMs: 0,
      stepMs,
      columns: { a: [1, nan], b: [1, nan] },
      quality: { a: [0, flagBit.commError] },
    });
    const filled = fillGaps(s, { kind: 'hold', maxMs: stepMs }, ['a']);
    expect(filled.columns).toEqual({ a: new Float64Array([1, 1]), b: new Float64Array([1, nan]) });
    expect(filled.quality).toEqual({ a: new Uint16Array([0, flagBit.commError | flagBit.estimated]) });
  });
});

describe('coverageOf', () => {
  const s = of(1, nan, 3, 4);
  it('is the covered share of the series or of a range', () => {
    expect(coverageOf(s, 'acPowerW')).toBe(0.75);
    expect(coverageOf(s, 'acPowerW', { startMs: 0, endMs: 8 * stepMs })).toBe(0.375);
    expect(coverageOf(s, 'acPowerW', { startMs: stepMs / 2, endMs: 1.5 * stepMs })).toBe(0.5);
    expect(coverageOf(s, 'acPowerW', { startMs: 5, endMs: 5 })).toBe(0);
    expect(coverageOf(s, 'acPowerW', { startMs: -9 * stepMs, endMs: -stepMs })).toBe(0);
  });

  it('knows its columns', () => {
    expect(() => coverageOf(s as never, 'dcPowerW' as never)).toThrow(
      expect.objectContaining({ code: 'SERIES_COLUMN', context: { column: 'dcPowerW', columns: ['acPowerW'] } }),
    );
  });
});
