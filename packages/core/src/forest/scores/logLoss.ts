import { checkScored, type ScoredLabels } from './ScoredLabels.ts';

/** Nearest to 0 and 1 that a probability counts: one certain error must not make the mean infinite. */
const least = 1e-15;

/**
 * Mean of −ln p of what happened, p kept within 1e-15 of 0 and 1. [nat] 0 is perfect; NaN without rows. Throws
 * `FOREST_RAGGED`, `FOREST_LABEL_INVALID`.
 *
 * @example
 * logLoss({ labels: [0, 0, 1, 1], probabilities: [0.1, 0.4, 0.35, 0.8] }) // 0.472287
 */
export function logLoss({ labels, probabilities }: ScoredLabels): number {
  checkScored({ labels, probabilities });
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const probability = labels[row] === 1 ? probabilities[row]! : 1 - probabilities[row]!;
    sum -= Math.log(Math.min(Math.max(probability, least), 1 - least));
  }
  return sum / labels.length;
}
