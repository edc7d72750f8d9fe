import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitIsotonic, fitPlatt } from '../index.ts';

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
});
