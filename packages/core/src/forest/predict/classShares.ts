import type { FlatForest } from '../FlatForest.ts';
import { combineTrees } from './combineTrees.ts';

/** Probability of one class for each row, 0 to 1. */
export function classShare(
  forest: FlatForest,
  columns: readonly Float64Array[],
  classIndex: number,
): Float64Array<ArrayBuffer> {
  if (forest.link === 'softmax') return softmaxShares(forest, columns)[classIndex]!;
  if (forest.link === 'identity') return shareOf(combineTrees(forest, columns, [classIndex])[0]!);
  const sign = classIndex === 1 ? -1 : 1;
  return combineTrees(forest, columns)[0]!.map((logOdds) => 1 / (1 + Math.exp(sign * logOdds)));
}

/** Most probable class for each row; the first one on a tie. */
export function mostProbable(forest: FlatForest, columns: readonly Float64Array[]): Int32Array<ArrayBuffer> {
  const shares = classShares(forest, columns);
  return Int32Array.from(shares[0]!, (_, row) => {
    let best = 0;
    for (let index = 1; index < shares.length; index++) if (shares[index]![row]! > shares[best]![row]!) best = index;
    return best;
  });
}

/** Probability of each class for each row, one array a class. */
function classShares(forest: FlatForest, columns: readonly Float64Array[]): Float64Array<ArrayBuffer>[] {
  if (forest.link === 'softmax') return softmaxShares(forest, columns);
  if (forest.link === 'identity') return combineTrees(forest, columns).map(shareOf);
  const [logOdds] = combineTrees(forest, columns);
  return [1, -1].map((sign) => logOdds!.map((value) => 1 / (1 + Math.exp(sign * value))));
}

/** Shares of leaves add up to a little more than 1 at times. */
function shareOf(sums: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  return sums.map((share) => Math.min(1, share));
}

function softmaxShares(forest: FlatForest, columns: readonly Float64Array[]): Float64Array<ArrayBuffer>[] {
  const scores = combineTrees(forest, columns);
  for (let row = 0; row < columns[0]!.length; row++) {
    const most = scores.reduce((max, score) => Math.max(max, score[row]!), -Infinity);
    let sum = 0;
    for (const score of scores) {
      score[row] = Math.exp(score[row]! - most);
      sum += score[row]!;
    }
    for (const score of scores) score[row]! /= sum;
  }
  return scores;
}
