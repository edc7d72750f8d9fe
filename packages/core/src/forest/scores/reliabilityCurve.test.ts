import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brierScore, f1Score, logLoss, reliabilityCurve } from '../index.ts';

const example = { labels: [0, 0, 1, 1], probabilities: [0.1, 0.4, 0.35, 0.8] };

describe('how far probabilities hold', () => {
  it('is the documented example', () => {
    const { bins, expectedError, greatestError } = reliabilityCurve({ ...example, bins: 2 });
    expect(bins.map(({ rows }) => rows)).toEqual([3, 1]);
    expect(bins[0]!.positiveShare).toBeCloseTo(0.333, 3);
    expect(expectedError).toBeCloseTo((3 * (1 / 3 - 0.85 / 3) + 0.2) / 4, 12);
    expect(greatestError).toBeCloseTo(0.2, 12);
    expect(logLoss(example)).toBeCloseTo(0.472287, 5);
    expect(brierScore(example)).toBeCloseTo(0.158125, 12);
  });

  it('puts every row into one bin', () => {
    const row = fc.record({ label: fc.constantFrom(0, 1), p: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('width' as const, 'count' as const),
        (rows, bins, by) => {
          const sample = { labels: rows.map(({ label }) => label), probabilities: rows.map(({ p }) => p) };
          const curve = reliabilityCurve({ ...sample, bins, by });
          expect(curve.bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(rows.length);
          expect(curve.expectedError).toBeLessThanOrEqual(curve.greatestError + 1e-12);
        },
      ),
    );
  });

  it('caps what one certain error costs', () => {
    expect(logLoss({ labels: [1], probabilities: [0] })).toBeCloseTo(34.538776, 6);
  });

  it('refuses what it cannot score', () => {
    expect(() => reliabilityCurve({ ...example, bins: 0 })).toThrow(
      expect.objectContaining({ code: 'FOREST_OPTION_INVALID', context: { bins: 0 } }),
    );
    for (const score of [logLoss, brierScore, reliabilityCurve]) {
      expect(() => score({ labels: [1, 0], probabilities: [0.5] })).toThrow(
        expect.objectContaining({ code: 'FOREST_RAGGED' }),
      );
    }
    expect(() => f1Score({ labels: [2], probabilities: [0.5], threshold: 0.5 })).toThrow(
      expect.objectContaining({ code: 'FOREST_LABEL_INVALID' }),
    );
  });
});
