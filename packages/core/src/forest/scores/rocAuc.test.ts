import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestF1, f1Score, prAuc, rocAuc, scoreClassifier } from '../index.ts';

// the example of scikit-learn's roc_auc_score and average_precision_score
const labels = [0, 0, 1, 1];
const probabilities = [0.1, 0.4, 0.35, 0.8];

describe('scores of a classifier', () => {
  it('gives the published values', () => {
    expect(rocAuc({ labels, probabilities })).toBe(0.75);
    expect(prAuc({ labels, probabilities })).toBeCloseTo(0.83333, 5);
    expect(scoreClassifier({ labels, probabilities }).brier).toBeCloseTo(0.158125, 12);
    expect(f1Score({ labels, probabilities, threshold: 0.35 }).f1).toBeCloseTo(0.8, 12);
    expect(bestF1({ labels, probabilities })).toEqual({ threshold: 0.35, precision: 2 / 3, recall: 1, f1: 0.8 });
  });

  it('counts ties half', () => {
    expect(rocAuc({ labels: [0, 1, 1, 0], probabilities: [0.5, 0.5, 0.5, 0.5] })).toBe(0.5);
    expect(prAuc({ labels: [0, 1, 1, 0], probabilities: [0.5, 0.5, 0.5, 0.5] })).toBe(0.5);
  });

  it('is NaN where only one label occurs', () => {
    expect(rocAuc({ labels: [0, 0], probabilities: [0.1, 0.2] })).toBeNaN();
    expect(prAuc({ labels: [0, 0], probabilities: [0.1, 0.2] })).toBeNaN();
  });

  it('refuses labels other than 0 and 1', () => {
    expect(() => rocAuc({ labels: [2], probabilities: [0.1] })).toThrow(
      expect.objectContaining({ code: 'FOREST_LABEL_INVALID', context: { row: 0, label: 2, probability: 0.1 } }),
    );
    expect(() => rocAuc({ labels: [1], probabilities: [] })).toThrow(
      expect.objectContaining({ code: 'FOREST_RAGGED' }),
    );
  });

  it('is the share of pairs in the right order, whatever the rows', () => {
    const row = fc.record({ label: fc.constantFrom(0, 1), level: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows) => {
        const pairs = rows
          .filter((a) => a.label === 1)
          .flatMap((a) => rows.filter((b) => b.label === 0).map((b) => [a, b]));
        fc.pre(pairs.length > 0);
        const won = pairs.reduce((sum, [a, b]) => sum + (a!.level > b!.level ? 1 : a!.level === b!.level ? 0.5 : 0), 0);
        const auc = rocAuc({ labels: rows.map((r) => r.label), probabilities: rows.map((r) => r.level / 10) });
        expect(auc).toBeCloseTo(won / pairs.length, 9);
      }),
    );
  });
});
