import { descending, type ScoredLabels, tieGroup } from './ScoredLabels.ts';

/**
 * Area under the precision-recall curve as average precision: Σ (Rₙ − Rₙ₋₁) Pₙ, without interpolation. NaN without a
 * positive row. The base rate is what chance gets, so that it says more than ROC where failures are rare.
 *
 * @see scikit-learn, `average_precision_score`, whose definition this is.
 *
 * @example
 * prAuc({ labels: [0, 0, 1, 1], probabilities: [0.1, 0.4, 0.35, 0.8] }) // 0.8333
 */
export function prAuc({ labels, probabilities }: ScoredLabels): number {
  const order = descending({ labels, probabilities });
  let [positives, area] = [0, 0];
  for (let from = 0; from < order.length; ) {
    const { to, hits } = tieGroup(order, labels, probabilities, from);
    positives += hits;
    area += hits * (positives / to);
    from = to;
  }
  return positives === 0 ? Number.NaN : area / positives;
}
