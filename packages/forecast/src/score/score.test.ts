import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crpsFromEnsemble, crpsFromQuantiles } from './crps.ts';
import { intervalCoverage } from './intervalCoverage.ts';
import { pinballLoss } from './pinballLoss.ts';
import { pointErrors, skill } from './pointErrors.ts';

const of = Float64Array.of.bind(Float64Array);

describe('pinballLoss', () => {
  it('weighs misses by the level', () => {
    const { byLevel, mean, count } = pinballLoss({ actual: of(10), levels: [0.1, 0.9], quantiles: [of(8), of(11)] });
    expect(byLevel).toEqual([expect.closeTo(0.2, 12), expect.closeTo(0.1, 12)]);
    expect(mean).toBeCloseTo(0.15, 12);
    expect(count).toBe(1);
  });

  it('leaves out what has no number, and is NaN without any', () => {
    expect(pinballLoss({ actual: of(10, Number.NaN), levels: [0.5], quantiles: [of(8, 1)] })).toMatchObject({
      mean: 1,
      count: 1,
    });
    expect(pinballLoss({ actual: of(Number.NaN), levels: [0.5], quantiles: [of(8)] }).mean).toBeNaN();
  });

  it('is half the absolute error at the median', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1 }), (pairs) => {
        const actual = Float64Array.from(pairs, ([a]) => a);
        const forecast = Float64Array.from(pairs, ([, f]) => f);
        const { mean } = pinballLoss({ actual, levels: [0.5], quantiles: [forecast] });
        expect(mean).toBeCloseTo(pointErrors({ actual, forecast }).mae / 2, 3);
      }),
    );
  });

  it('refuses columns that do not fit', () => {
    expect(() => pinballLoss({ actual: of(1, 2), levels: [0.5], quantiles: [of(1)] })).toThrowError(
      expect.objectContaining({ code: 'SCORE_LENGTHS', context: { forecasts: 1, columns: 1, actual: 2, read: 1 } }),
    );
  });
});

describe('point errors', () => {
  it('has the documented numbers', () => {
    const errors = pointErrors({ actual: of(10, 20), forecast: of(13, 16) });
    expect(errors).toEqual({ mae: 3.5, rmse: expect.closeTo(3.5355, 4), bias: -0.5, count: 2 });
    expect(skill({ error: 80, referenceError: 100 })).toBeCloseTo(0.2, 12);
  });
});

describe('intervalCoverage', () => {
  it('counts what lies within, ends included', () => {
    expect(intervalCoverage({ actual: of(5, 9), lower: of(4, 4), upper: of(6, 6) })).toEqual({
      coverage: 0.5,
      meanWidth: 2,
      count: 2,
    });
    expect(intervalCoverage({ actual: of(6), lower: of(4), upper: of(6) }).coverage).toBe(1);
  });
});

describe('crps', () => {
  it('has the documented numbers', () => {
    expect(crpsFromEnsemble({ actual: of(2), members: [of(1), of(5)] })).toEqual({ crps: 1, count: 1 });
    expect(crpsFromQuantiles({ actual: of(10), levels: [0.5], quantiles: [of(8)] })).toEqual({ crps: 1, count: 1 });
  });

  it('is the absolute error for one member', () => {
    expect(crpsFromEnsemble({ actual: of(2, 7), members: [of(5, 6)] }).crps).toBe(2);
  });

  it('is the same from an ensemble and from its many quantiles, nearly', () => {
    // uniform on 0 to 1, outcome 0.25: the integral of (F - H)² is 0.25³/3 + 0.75³/3
    const levels = Array.from({ length: 199 }, (_, i) => (i + 1) / 200);
    const exact = (0.25 ** 3 + 0.75 ** 3) / 3;
    expect(
      crpsFromQuantiles({ actual: of(0.25), levels, quantiles: levels.map((level) => of(level)) }).crps,
    ).toBeCloseTo(exact, 3);
    const members = Array.from({ length: 500 }, (_, i) => of((i + 0.5) / 500));
    expect(crpsFromEnsemble({ actual: of(0.25), members }).crps).toBeCloseTo(exact, 3);
  });
});
