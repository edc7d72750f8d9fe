import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasSklearn, runSklearn } from '../../../../../tools/sklearn.ts';
import { calibrationOf, fitIsotonic, fitPlatt } from '../index.ts';
import { splitMix32 } from '../splitMix32.ts';
import { logOdds } from './Calibration.ts';
import { poolAdjacentViolators } from './poolAdjacentViolators.ts';

const rows = fc.array(fc.record({ label: fc.constantFrom(0, 1), p: fc.double({ min: 0, max: 1, noNaN: true }) }), {
  minLength: 1,
  maxLength: 60,
});
const shares = [0, 0.1, 0.3, 0.5, 0.8, 1];

describe('calibration', () => {
  it('is the documented step for a separable sample', () => {
    const { apply } = fitIsotonic({ labels: [0, 0, 0, 1], probabilities: [0.1, 0.2, 0.3, 0.9] });
    expect(apply(0.9)).toBe(0.625);
    expect(apply(0.1)).toBe(0.0625);
  });

  it('never falls, stays strictly inside 0 and 1 when both labels occur', () => {
    fc.assert(
      fc.property(rows, (sample) => {
        const labels = sample.map((row) => row.label);
        fc.pre(labels.includes(0) && labels.includes(1));
        for (const fit of [fitIsotonic, fitPlatt]) {
          const { apply } = fit({ labels, probabilities: sample.map((row) => row.p) });
          const values = shares.map(apply);
          for (const [index, value] of values.entries()) {
            expect(value).toBeGreaterThan(0);
            expect(value).toBeLessThan(1);
            if (index > 0) expect(value).toBeGreaterThanOrEqual(values[index - 1]! - 1e-12);
          }
        }
      }),
    );
  });

  it('finds the true rates of an overconfident vote', () => {
    // at vote 0.2 one row in ten is positive, at vote 0.8 three in ten
    const labels = [...Array(900).fill(0), ...Array(100).fill(1), ...Array(700).fill(0), ...Array(300).fill(1)];
    const probabilities = [...Array(1000).fill(0.2), ...Array(1000).fill(0.8)];
    for (const fit of [fitIsotonic, fitPlatt]) {
      const { apply } = fit({ labels, probabilities });
      expect(apply(0.2)).toBeCloseTo(0.1, 2);
      expect(apply(0.8)).toBeCloseTo(0.3, 2);
    }
  });

  it('is the same after it was written down and read', () => {
    expect(
      calibrationOf({ method: 'isotonic', rows: 9, positives: 3, at: [0.2, 0.6], value: [0.1, 0.5] }).apply(0.4),
    ).toBeCloseTo(0.3, 12);
    for (const fit of [fitIsotonic, fitPlatt]) {
      const fitted = fit({ labels: [0, 0, 1, 0, 1], probabilities: [0.1, 0.3, 0.35, 0.6, 0.9] });
      const read = calibrationOf(JSON.parse(JSON.stringify(fitted.curve)));
      expect(shares.map(read.apply)).toEqual(shares.map(fitted.apply));
    }
  });

  describe.skipIf(!hasSklearn())('beside scikit-learn (skipped without python3-sklearn)', () => {
    const random = splitMix32(9);
    const drawn = Array.from({ length: 500 }, () => {
      const p = Math.round(random() * 100) / 100;
      return { p, label: random() < p ** 2 ? 1 : 0 };
    });
    const sample = { labels: drawn.map(({ label }) => label), probabilities: drawn.map(({ p }) => p) };

    it('pools the same rates as IsotonicRegression', () => {
      const theirs = runSklearn<number[]>(
        `from sklearn.isotonic import IsotonicRegression
answer = IsotonicRegression().fit_transform(given['probabilities'], given['labels']).tolist()`,
        sample,
      );
      const blocks = poolAdjacentViolators(sample);
      const ours = blocks.flatMap(({ hits, rows }) => Array(rows).fill(hits / rows));
      for (const [index, rate] of theirs.sort((a, b) => a - b).entries()) expect(ours[index]).toBeCloseTo(rate, 12);
    });

    it('finds the curve of its sigmoid calibration', () => {
      const [a, b] = runSklearn<[number, number]>(
        `from sklearn.calibration import _sigmoid_calibration
import numpy
answer = [float(v) for v in _sigmoid_calibration(numpy.array(given['odds']), numpy.array(given['labels']))]`,
        { ...sample, odds: sample.probabilities.map(logOdds) },
      );
      const { curve } = fitPlatt(sample);
      expect(curve).toMatchObject({ slope: expect.closeTo(-a, 4), offset: expect.closeTo(-b, 4) });
    });
  });
});
