import { expect, it } from 'vitest';
import { leafOf } from '../FlatForest.ts';
import { binnedForest, trainRegressor } from '../index.ts';
import { codeForest, eachLeaf } from './CodedForest.ts';

const values = (rows: number, gaps: boolean) =>
  Float64Array.from({ length: rows }, (_, row) => (gaps && row % 11 === 0 ? Number.NaN : (row * 7_919) % 1_009));

it.each([false, true])('finds the leaf of every row across blocks, with gaps: %s', async (gaps) => {
  const learnt = values(500, true);
  const features = [{ name: 'x', unit: '1', values: learnt }];
  const targets = learnt.map((value, row) => (Number.isNaN(value) ? 50 : value) + (row % 3));
  const { forest } = (await trainRegressor({ features, targets, trainer: binnedForest({ trees: 3 }) })).parts;
  // blocks of 8,192 rows and a part of another that four does not divide
  const asked = [values(33_001, gaps)];
  const seen = new Map<number, number>();
  eachLeaf(codeForest(forest)!, asked, (leaves, from, to) => {
    for (let row = from; row < to; row++) seen.set(row, (seen.get(row) ?? 0) * 1_000 + leaves[row - from]!);
  });
  expect(seen.size).toBe(33_001);
  let wrong = 0;
  for (const [row, mixed] of seen) {
    const leaves = Array.from(forest.roots, (root) => forest.leaf[leafOf(forest, root, asked, row)]!);
    if (mixed !== leaves.reduce((sum, leaf) => sum * 1_000 + leaf, 0)) wrong++;
  }
  expect(wrong).toBe(0);
});
