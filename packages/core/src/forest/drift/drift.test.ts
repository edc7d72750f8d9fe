import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftReference, makeImbalanced, measureDrift } from '../index.ts';

const load = (...values: number[]) => [{ name: 'load', unit: '1', values: Float64Array.from(values) }];

describe('drift', () => {
  it('is the documented example', () => {
    expect(driftReference({ features: load(1, 2, 3, Number.NaN), bins: 3 }).features[0]).toEqual({
      name: 'load',
      edges: [2, 3],
      shares: [0.25, 0.25, 0.25, 0.25],
    });
    const reference = driftReference({ features: load(1, 2, 3, 4), bins: 2 });
    expect(measureDrift(reference, load(1, 3, 4, 5))[0]!.psi).toBeCloseTo(0.2747, 4);
    expect(measureDrift(reference, load(1, 3, 4, 5))[0]!.shares).toEqual([0.25, 0.75, 0]);
  });

  it('is 0 for the same rows and never below', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(Number.NaN)), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(values, values, fc.integer({ min: 2, max: 12 }), (then, now, bins) => {
        const reference = driftReference({ features: load(...then), bins });
        expect(reference.features[0]!.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        expect(measureDrift(reference, load(...then))[0]!.psi).toBe(0);
        expect(measureDrift(reference, load(...now))[0]!.psi).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('finds the feature that moved, and only that', () => {
    const { features } = makeImbalanced({ rows: 4_000, seed: 1 });
    const later = makeImbalanced({ rows: 4_000, seed: 2 }).features;
    later[1]!.values.forEach((value, row, all) => {
      all[row] = value + 1;
    });
    const drift = measureDrift(driftReference({ features }), later);
    expect(drift.filter(({ psi }) => psi > 0.25).map(({ name }) => name)).toEqual(['temperature']);
  });

  it('refuses other columns', () => {
    const reference = driftReference({ features: load(1, 2) });
    expect(() => measureDrift(reference, [{ ...load(1)[0]!, name: 'speed' }])).toThrow(
      expect.objectContaining({ code: 'FOREST_FEATURES_DIFFER', context: { read: ['speed'], expected: ['load'] } }),
    );
    expect(() => driftReference({ features: load(1), bins: 1 })).toThrow(
      expect.objectContaining({ code: 'FOREST_OPTION_INVALID' }),
    );
  });
});
