import { checkScored, type ScoredLabels } from './ScoredLabels.ts';

/**
 * Mean squared error of a probability; 0 is perfect, the variance of the labels is what saying the base rate gets. NaN
 * without rows. Throws `FOREST_RAGGED`, `FOREST_LABEL_INVALID`.
 *
 * @see G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78, 1950.
 *
 * @example
 * brierScore({ labels: [0, 0, 1, 1], probabilities: [0.1, 0.4, 0.35, 0.8] }) // 0.158125
 */
export function brierScore({ labels, probabilities }: ScoredLabels): number {
  checkScored({ labels, probabilities });
  let sum = 0;
  for (let row = 0; row < labels.length; row++) sum += (probabilities[row]! - labels[row]!) ** 2;
  return sum / labels.length;
}
