import { checkScored, descending, type ScoredLabels, tieGroup } from './ScoredLabels.ts';

/** How well a threshold tells the rows apart. */
export interface ThresholdScore {
  /** A row with this probability or more is called positive. */
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  /** Harmonic mean of precision and recall; 0 where nothing is found. */
  readonly f1: number;
}

/**
 * Precision, recall and F1 at a threshold. Choose it on other rows than those it is judged on.
 *
 * @example
 * f1Score({ labels: [0, 0, 1, 1], probabilities: [0.1, 0.4, 0.35, 0.8], threshold: 0.35 }).f1 // 0.8
 */
export function f1Score({ labels, probabilities, threshold }: ScoredLabels & { threshold: number }): ThresholdScore {
  checkScored({ labels, probabilities });
  let [hits, called, positives] = [0, 0, 0];
  for (let row = 0; row < labels.length; row++) {
    positives += labels[row]!;
    if (probabilities[row]! < threshold) continue;
    called++;
    hits += labels[row]!;
  }
  return score(threshold, hits, called, positives);
}

/** The threshold with the best F1 among the probabilities that occur; the higher one on a tie. */
export function bestF1({ labels, probabilities }: ScoredLabels): ThresholdScore {
  const order = descending({ labels, probabilities });
  const positives = Array.from(labels).reduce((sum, label) => sum + label, 0);
  let best = score(Infinity, 0, 0, positives);
  let found = 0;
  for (let from = 0; from < order.length; ) {
    const { to, hits } = tieGroup(order, labels, probabilities, from);
    found += hits;
    const here = score(probabilities[order[from]!]!, found, to, positives);
    if (here.f1 > best.f1) best = here;
    from = to;
  }
  return best;
}

function score(threshold: number, hits: number, called: number, positives: number): ThresholdScore {
  const precision = called === 0 ? 0 : hits / called;
  const recall = positives === 0 ? 0 : hits / positives;
  return { threshold, precision, recall, f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}
