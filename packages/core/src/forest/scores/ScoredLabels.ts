import { forestError } from '../ForestError.ts';

/** What happened (1 or 0) beside what was said to be its probability, row by row. */
export interface ScoredLabels {
  labels: ArrayLike<number>;
  probabilities: ArrayLike<number>;
}

/** Throws `FOREST_RAGGED` when the lengths differ, `FOREST_LABEL_INVALID` for a label off 0 and 1 or no number. */
export function checkScored({ labels, probabilities }: ScoredLabels): void {
  if (labels.length !== probabilities.length) {
    throw forestError('FOREST_RAGGED', `Read ${labels.length} labels and ${probabilities.length} probabilities.`, {
      labels: labels.length,
      probabilities: probabilities.length,
    });
  }
  for (let row = 0; row < labels.length; row++) {
    if ((labels[row] === 0 || labels[row] === 1) && Number.isFinite(probabilities[row])) continue;
    throw forestError(
      'FOREST_LABEL_INVALID',
      `Row ${row} has label ${labels[row]} and probability ${probabilities[row]}, expected 0 or 1 and a number.`,
      { row, label: labels[row], probability: probabilities[row] },
    );
  }
}

/** Row numbers by falling probability. Throws what `checkScored` throws. */
export function descending({ labels, probabilities }: ScoredLabels): Uint32Array {
  checkScored({ labels, probabilities });
  return Uint32Array.from({ length: labels.length }, (_, row) => row).sort(
    (a, b) => probabilities[b]! - probabilities[a]!,
  );
}

/** Rows of equal probability from a place in the order on: where they end, and how many are positive. */
export function tieGroup(
  order: Uint32Array,
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  from: number,
): { to: number; hits: number } {
  const probability = probabilities[order[from]!];
  let [to, hits] = [from, 0];
  while (to < order.length && probabilities[order[to]!] === probability) hits += labels[order[to++]!]!;
  return { to, hits };
}
