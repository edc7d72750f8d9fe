import { descending, type ScoredLabels, tieGroup } from './ScoredLabels.ts';

/**
 * Probability that a random positive row is scored above a random negative one; ties count half. NaN where only one
 * label occurs. 0.5 is chance, 1 perfect.
 *
 * @see T. Fawcett, "An introduction to ROC analysis", Pattern Recognition Letters 27, 2006.
 *
 * @example
 * rocAuc({ labels: [0, 0, 1, 1], probabilities: [0.1, 0.4, 0.35, 0.8] }) // 0.75
 */
export function rocAuc({ labels, probabilities }: ScoredLabels): number {
  const order = descending({ labels, probabilities });
  let [positives, negatives, area] = [0, 0, 0];
  for (let from = 0; from < order.length; ) {
    const { to, hits } = tieGroup(order, labels, probabilities, from);
    const misses = to - from - hits;
    area += misses * (positives + hits / 2);
    positives += hits;
    negatives += misses;
    from = to;
  }
  return positives === 0 || negatives === 0 ? Number.NaN : area / (positives * negatives);
}
