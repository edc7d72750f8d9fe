import { describe, expect, it } from 'vitest';
import { makeImbalanced, rocAuc } from '../index.ts';

describe('imbalanced data', () => {
  it('is the documented table', () => {
    const { features, labels } = makeImbalanced({ rows: 10_000, seed: 1 });
    expect(features.length).toBe(20);
    expect(labels.reduce((sum, label) => sum + label, 0)).toBe(286);
  });

  it('is the same for the same seed and another for another', () => {
    const table = makeImbalanced({ rows: 100, seed: 4 });
    expect(makeImbalanced({ rows: 100, seed: 4 })).toEqual(table);
    expect(makeImbalanced({ rows: 100, seed: 5 })).not.toEqual(table);
  });

  it('can be told apart, but not without error', () => {
    const { labels, probabilities } = makeImbalanced({ rows: 20_000, rate: 0.05, seed: 2 });
    const best = rocAuc({ labels, probabilities });
    expect(best).toBeGreaterThan(0.9);
    expect(best).toBeLessThan(0.99);
    expect(probabilities.reduce((sum, p) => sum + p, 0) / 20_000).toBeCloseTo(0.05, 9);
  });

  it('misses the share of cells that it was asked for', () => {
    const { features } = makeImbalanced({ rows: 5_000, noiseFeatures: 0, missing: 0.2 });
    expect(features.length).toBe(12);
    const missing = features.reduce((sum, { values }) => sum + values.filter(Number.isNaN).length, 0);
    expect(missing / 60_000).toBeCloseTo(0.2, 2);
  });

  it.each([{ rows: 0 }, { rows: 9, rate: 0 }, { rows: 9, missing: 1 }, { rows: 9, noiseFeatures: -1 }])(
    'is refused for %j',
    (options) => {
      expect(() => makeImbalanced(options)).toThrow(expect.objectContaining({ code: 'FOREST_OPTION_INVALID' }));
    },
  );
});
