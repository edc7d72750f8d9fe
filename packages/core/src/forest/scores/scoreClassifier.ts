import { brierScore } from './brierScore.ts';
import { f1Score } from './f1Score.ts';
import { logLoss } from './logLoss.ts';
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
  /** Mean of −ln p of what happened. [nat] */
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
  const { precision, recall, f1 } = f1Score({ labels, probabilities, threshold });
  return {
    rows: labels.length,
    baseRate: Array.from(labels).reduce((sum, label) => sum + label, 0) / labels.length,
    rocAuc: rocAuc({ labels, probabilities }),
    prAuc: prAuc({ labels, probabilities }),
    brier: brierScore({ labels, probabilities }),
    logLoss: logLoss({ labels, probabilities }),
    f1,
    precision,
    recall,
    threshold,
  };
}
