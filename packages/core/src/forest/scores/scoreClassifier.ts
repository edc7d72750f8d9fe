import { f1Score } from './f1Score.ts';
import { prAuc } from './prAuc.ts';
import { rocAuc } from './rocAuc.ts';
import type { ScoredLabels } from './ScoredLabels.ts';

/** Figures of a binary classifier on rows that it has not seen. */
export interface ClassifierScore {
  readonly rows: number;
  /** Share of positive rows: what PR-AUC is by chance. */
  readonly baseRate: number;
  readonly rocAuc: number;
  readonly prAuc: number;
  /** Mean squared error of the probability; 0 is perfect. */
  readonly brier: number;
  /** Mean of −ln p of what happened, p kept within 1e-15 of 0 and 1. */
  readonly logLoss: number;
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly threshold: number;
}

/**
 * Scores probabilities against what happened. `threshold` is for F1, precision and recall only: choose it with
 * `bestF1` on rows that are not scored here.
 *
 * @example
 * scoreClassifier({ labels: [0, 0, 1, 1], probabilities: [0.1, 0.4, 0.35, 0.8], threshold: 0.5 }).brier // 0.158125
 */
export function scoreClassifier({
  labels,
  probabilities,
  threshold = 0.5,
}: ScoredLabels & { threshold?: number }): ClassifierScore {
  let [positives, squares, loss] = [0, 0, 0];
  for (let row = 0; row < labels.length; row++) {
    const [label, probability] = [labels[row]!, probabilities[row]!];
    positives += label;
    squares += (probability - label) ** 2;
    loss -= Math.log(Math.min(Math.max(label === 1 ? probability : 1 - probability, 1e-15), 1 - 1e-15));
  }
  const { precision, recall, f1 } = f1Score({ labels, probabilities, threshold });
  return {
    rows: labels.length,
    baseRate: positives / labels.length,
    rocAuc: rocAuc({ labels, probabilities }),
    prAuc: prAuc({ labels, probabilities }),
    brier: squares / labels.length,
    logLoss: loss / labels.length,
    f1,
    precision,
    recall,
    threshold,
  };
}
