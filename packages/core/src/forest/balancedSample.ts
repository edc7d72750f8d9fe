import { splitMix32 } from './splitMix32.ts';

export interface BalancedSampleOptions {
  /** 1 for the rare class, 0 for the frequent one. */
  labels: ArrayLike<number>;
  /** Frequent rows kept for each rare one. */
  negativesPerPositive: number;
  /** Most rows in all; rare rows take half of them at most. */
  maxRows: number;
  seed: number;
}

/**
 * Row numbers of a sample in which the rare class is not drowned, ascending. Probabilities learnt from it are too high by
 * intent: calibrate them on rows in their natural proportion.
 *
 * @example
 * balancedSample({ labels: [0, 0, 0, 0, 0, 1], negativesPerPositive: 2, maxRows: 100, seed: 1 }).length // 3
 */
export function balancedSample({ labels, negativesPerPositive, maxRows, seed }: BalancedSampleOptions): number[] {
  const all = Array.from({ length: labels.length }, (_, row) => row);
  const random = splitMix32(seed);
  const positives = draw(
    all.filter((row) => labels[row] === 1),
    Math.floor(maxRows / 2),
    random,
  );
  const negatives = draw(
    all.filter((row) => labels[row] !== 1),
    Math.min(Math.round(negativesPerPositive * positives.length), maxRows - positives.length),
    random,
  );
  return [...positives, ...negatives].sort((a, b) => a - b);
}

/** Rows without replacement: the first of a shuffle. */
function draw(rows: number[], count: number, random: () => number): number[] {
  for (let index = 0; index < Math.min(count, rows.length); index++) {
    const other = index + Math.floor(random() * (rows.length - index));
    [rows[index], rows[other]] = [rows[other]!, rows[index]!];
  }
  return rows.slice(0, count);
}
