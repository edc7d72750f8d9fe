import { describe, expect, it } from 'vitest';
import { hasSklearn, runSklearn } from '../../../../../tools/sklearn.ts';
import { bestF1, brierScore, logLoss, prAuc, reliabilityCurve, rocAuc, scoreClassifier } from '../index.ts';
import { splitMix32 } from '../splitMix32.ts';

// values of scikit-learn 1.2.1 (Debian 12) for these 24 rows, numpy's default_rng(11)
const labels = [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0, 1];
const probabilities = [
  0.02, 0.25, 0.36, 0.0, 0.02, 0.86, 0.0, 0.02, 0.9, 0.39, 0.14, 0.26, 0.44, 0.08, 0.02, 0.62, 0.45, 0.26, 0.67, 0.3,
  0.96, 0.04, 0.31, 0.23,
];

describe('scores beside scikit-learn', () => {
  it('are its values on a recorded sample', () => {
    const score = scoreClassifier({ labels, probabilities, threshold: 0.4 });
    expect(score.rocAuc).toBeCloseTo(0.8928571428571429, 12);
    expect(score.prAuc).toBeCloseTo(0.8829059829059828, 12);
    expect(score.brier).toBeCloseTo(0.13784166666666667, 12);
    expect(score.logLoss).toBeCloseTo(0.40020307560448914, 12);
    expect(score.f1).toBeCloseTo(0.7058823529411764, 12);
    expect(score.precision).toBeCloseTo(0.8571428571428571, 12);
    expect(score.recall).toBeCloseTo(0.6, 12);
    expect(bestF1({ labels, probabilities })).toMatchObject({ threshold: 0.23, f1: 0.8 });
  });

  it('have its reliability curve, by width and by count', () => {
    const curve = (by: 'width' | 'count') => reliabilityCurve({ labels, probabilities, bins: 5, by }).bins;
    const close = (values: number[]) => values.map((value) => expect.closeTo(value, 12));
    expect(curve('width').map((bin) => bin.positiveShare)).toEqual(close([0, 0.5, 0.5, 1, 1]));
    expect(curve('width').map((bin) => bin.meanProbability)).toEqual(
      close([0.03777777777777778, 0.295, 0.445, 0.645, 0.9066666666666666]),
    );
    expect(curve('count').map((bin) => bin.positiveShare)).toEqual(close([0, 0.25, 0.5, 0.4, 1]));
    expect(curve('count').map((bin) => bin.meanProbability)).toEqual(
      close([0.013333333333333334, 0.1225, 0.2675, 0.39, 0.802]),
    );
  });

  it.skipIf(!hasSklearn())('are its values on 2,000 rows with ties (skipped without python3-sklearn)', () => {
    const random = splitMix32(5);
    const drawn = Array.from({ length: 2_000 }, () => {
      const p = Math.round(random() ** 3 * 500) / 500;
      return { p, label: random() < p ? 1 : 0 };
    });
    const sample = { labels: drawn.map(({ label }) => label), probabilities: drawn.map(({ p }) => p) };
    const theirs = runSklearn<number[]>(
      `from sklearn.metrics import *
y, p = given['labels'], given['probabilities']
answer = [roc_auc_score(y, p), average_precision_score(y, p), brier_score_loss(y, p), log_loss(y, p)]`,
      sample,
    );
    for (const [index, score] of [rocAuc, prAuc, brierScore, logLoss].entries()) {
      expect(score(sample)).toBeCloseTo(theirs[index]!, 12);
    }
  });
});
