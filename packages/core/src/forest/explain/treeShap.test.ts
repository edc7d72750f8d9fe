import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childOf, type FlatForest, leafOf } from '../FlatForest.ts';
import { type FlatTree, packForest } from '../packForest.ts';
import { splitMix32 } from '../splitMix32.ts';
import { explainPaths } from './explainPaths.ts';
import { treeShap } from './treeShap.ts';

const featureCount = 5;

/** A tree of random splits, cover and leaves; some sides were never taken, some features are tested twice on a way. */
function randomTree(random: () => number, depth: number): FlatTree {
  const nodes: { feature: number; threshold: number; left: number; right: number; weight: number; value: number }[] =
    [];
  const grow = (level: number, weight: number): number => {
    const node = { feature: -1, threshold: 0, left: 0, right: 0, weight, value: random() * 4 - 2 };
    const index = nodes.push(node) - 1;
    if (level === depth || (level > 0 && random() < 0.2)) return index;
    node.feature = Math.floor(random() * featureCount);
    node.threshold = random();
    const share = random() < 0.1 ? 0 : random();
    node.left = grow(level + 1, weight * share);
    node.right = grow(level + 1, weight * (1 - share));
    return index;
  };
  grow(0, 100);
  let leaves = 0;
  const leaf = Int32Array.from(nodes, ({ feature }) => (feature < 0 ? leaves++ : -1));
  return {
    feature: Int32Array.from(nodes, (node) => node.feature),
    threshold: Float64Array.from(nodes, (node) => node.threshold),
    missingLeft: Uint8Array.from(nodes, () => (random() < 0.5 ? 1 : 0)),
    left: Int32Array.from(nodes, (node) => node.left),
    right: Int32Array.from(nodes, (node) => node.right),
    weight: Float64Array.from(nodes, (node) => node.weight),
    leaf,
    value: Float64Array.from(nodes.filter(({ feature }) => feature < 0).map(({ value }) => value)),
  };
}

function randomForest(seed: number, trees: number, depth: number, combine: 'mean' | 'sum') {
  const random = splitMix32(seed);
  const forest = packForest(
    Array.from({ length: trees }, () => randomTree(random, depth)),
    {
      task: 'regression',
      features: featureCount,
      outputs: 1,
      combine,
      link: 'identity',
      base: Float64Array.of(combine === 'sum' ? 0.3 : 0),
    },
  );
  const columns = Array.from({ length: featureCount }, () =>
    Float64Array.from({ length: 6 }, () => (random() < 0.15 ? Number.NaN : random())),
  );
  return { forest, columns };
}

/** What the trees say when only the features of a set are known: the definition, by recursion. */
function knowing(forest: FlatForest, columns: readonly Float64Array[], row: number, known: number): number {
  const at = (node: number): number => {
    const feature = forest.feature[node]!;
    if (feature < 0) return forest.value[forest.leaf[node]!]!;
    if ((known >> feature) & 1) return at(childOf(forest, node, columns, row));
    const [left, right] = [forest.left[node]!, forest.right[node]!];
    const total = forest.weight[left]! + forest.weight[right]!;
    if (total === 0) return (at(left) + at(right)) / 2;
    return (at(left) * forest.weight[left]! + at(right) * forest.weight[right]!) / total;
  };
  const sum = Array.from(forest.roots).reduce((so, root) => so + at(root), 0);
  return forest.base[0]! + (forest.combine === 'mean' ? sum / forest.roots.length : sum);
}

/** Shapley's formula over all subsets. */
function bruteForce(forest: FlatForest, columns: readonly Float64Array[], row: number): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const size = (set: number): number => (set === 0 ? 0 : (set & 1) + size(set >> 1));
  return columns.map((_, feature) => {
    let value = 0;
    for (let set = 0; set < 1 << featureCount; set++) {
      if ((set >> feature) & 1) continue;
      const share = (factorial(size(set)) * factorial(featureCount - size(set) - 1)) / factorial(featureCount);
      value += share * (knowing(forest, columns, row, set | (1 << feature)) - knowing(forest, columns, row, set));
    }
    return value;
  });
}

const shapes = [fc.integer(), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 6 })] as const;
const combined = fc.constantFrom('mean' as const, 'sum' as const);

describe('exact Shapley values of trees', () => {
  it('are those of the formula over all subsets', async () => {
    await fc.assert(
      fc.asyncProperty(...shapes, combined, async (seed, trees, depth, combine) => {
        const { forest, columns } = randomForest(seed, trees, depth, combine);
        const { base, contributions } = await treeShap({ forest, columns });
        expect(base).toBeCloseTo(knowing(forest, columns, 0, 0), 10);
        for (let row = 0; row < 6; row++) {
          for (const [feature, value] of bruteForce(forest, columns, row).entries()) {
            expect(Math.abs(contributions[feature]![row]! - value)).toBeLessThan(1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('add up to the answer, and so do path contributions', async () => {
    for (const [seed, combine] of [
      [1, 'mean'],
      [2, 'sum'],
    ] as const) {
      const { forest, columns } = randomForest(seed, 20, 12, combine);
      for (const { base, contributions } of [await treeShap({ forest, columns }), explainPaths(forest, 0, columns)]) {
        for (let row = 0; row < 6; row++) {
          const leaves = Array.from(
            forest.roots,
            (root) => forest.value[forest.leaf[leafOf(forest, root, columns, row)]!]!,
          );
          const sum = leaves.reduce((so, value) => so + value, 0);
          const answer = combine === 'mean' ? sum / leaves.length : 0.3 + sum;
          const told = contributions.reduce((so, column) => so + column[row]!, base);
          expect(Math.abs(told - answer)).toBeLessThan(1e-9);
        }
      }
    }
  });

  it('share equally between two features that only count together', async () => {
    // x0 ≥ 0.5 and x1 ≥ 0.5, each half of the rows: 1 where both hold, 0 elsewhere
    const tree: FlatTree = {
      feature: Int32Array.of(0, -1, 1, -1, -1),
      threshold: Float64Array.of(0.5, 0, 0.5, 0, 0),
      missingLeft: new Uint8Array(5),
      left: Int32Array.of(1, 0, 3, 0, 0),
      right: Int32Array.of(2, 0, 4, 0, 0),
      weight: Float64Array.of(4, 2, 2, 1, 1),
      leaf: Int32Array.of(-1, 0, -1, 1, 2),
      value: Float64Array.of(0, 0, 1),
    };
    const forest = packForest([tree], {
      task: 'regression',
      features: 2,
      outputs: 1,
      combine: 'mean',
      link: 'identity',
      base: Float64Array.of(0),
    });
    const columns = [Float64Array.of(1), Float64Array.of(1)];
    const { base, contributions } = await treeShap({ forest, columns });
    expect([base, ...contributions.map((column) => column[0])]).toEqual([0.25, 0.375, 0.375]);
    const paths = explainPaths(forest, 0, columns);
    expect(paths.contributions.map((column) => column[0])).toEqual([0.25, 0.5]);
  });

  it('report rows and stop when told to', async () => {
    const { forest, columns } = randomForest(3, 2, 4, 'mean');
    const controller = new AbortController();
    const seen: number[] = [];
    const explaining = treeShap({
      forest,
      columns,
      signal: controller.signal,
      onProgress: ({ done, total }) => {
        expect(total).toBe(6);
        seen.push(done);
        if (done === 2) controller.abort();
      },
    });
    await expect(explaining).rejects.toMatchObject({ code: 'ABORTED' });
    expect(seen).toEqual([1, 2]);
  });
});
