import { RandomForestClassifier } from 'ml-random-forest';
import { throwIfAborted } from '../errors/abort.ts';
import { checkOption } from './checkOption.ts';
import { compileMlTree, type MlTree } from './compileMlTree.ts';
import { forestError } from './ForestError.ts';
import { impurityImportance } from './importance.ts';
import { nodeCounts } from './nodeCounts.ts';
import { type FlatTree, packForest } from './packForest.ts';
import { pause } from './pause.ts';
import { splitMix32 } from './splitMix32.ts';
import type { ClassifierTask, ClassifierTrainer, GrownForest } from './Trainer.ts';

export interface MlRandomForestOptions {
  /** Number of trees. @defaultValue 100 */
  trees?: number;
  /** Deepest level of a tree, 0 for no limit. @defaultValue 16 */
  maxDepth?: number;
  /** A node with this many rows or fewer is not split. @defaultValue 3 */
  minLeaf?: number;
  /**
   * Share of the features that each tree sees. The library draws them once a tree, not once a node: a tree without the
   * decisive one is blind, hence all of them. @defaultValue 1
   */
  featureShare?: number;
  /**
   * Rows that each tree draws, with replacement: bounds the time of a tree, and with it how long the event loop waits,
   * whatever the size of the table. @defaultValue all rows
   */
  rowsPerTree?: number;
  /** Most rows that a tree may draw. Its time grows with their square. @defaultValue 2000 */
  maxRows?: number;
}

/**
 * Random forest of ml-random-forest 2.1 (MIT), an optional peer dependency: plain JavaScript, for small tables.
 *
 * Its time grows with the square of the rows and the number of failures among them (measured by us at 2,000 rows: 0.06 s a
 * tree with 4 failures × 20 features, 0.25 s with 174 failures × 4 features), hence `FOREST_TOO_MANY_ROWS` above
 * `maxRows`. A tree is grown in one go, and the event loop waits for that long: with `rowsPerTree: 300` about 30 ms.
 *
 * Its traps are avoided: `gainThreshold` is 0 (0.01 finds nothing in rare failures), votes are counted by us
 * (`predictProbability` of the library loses one), importance is ours (the library's is NaN after loading).
 * Missing values count as lower than every number.
 *
 * In a browser bundle leave `crypto` external: random-js, which the library brings, names it in a branch that seeded
 * draws never take.
 *
 * @see https://github.com/mljs/random-forest
 */
export function mlRandomForest({
  trees = 100,
  maxDepth = 16,
  minLeaf = 3,
  featureShare = 1,
  rowsPerTree,
  maxRows = 2_000,
}: MlRandomForestOptions = {}): ClassifierTrainer {
  checkOption('trees', trees, Number.isInteger(trees) && trees >= 1, 'an integer from 1');
  checkOption('maxDepth', maxDepth, Number.isInteger(maxDepth) && maxDepth >= 0, 'an integer from 0 (no limit)');
  checkOption('minLeaf', minLeaf, Number.isInteger(minLeaf) && minLeaf >= 1, 'an integer from 1');
  checkOption('featureShare', featureShare, featureShare > 0 && featureShare <= 1, 'a share above 0, at most 1');
  checkOption('rowsPerTree', rowsPerTree ?? 2, rowsPerTree === undefined || rowsPerTree >= 2, 'at least 2');
  checkOption('maxRows', maxRows, maxRows >= 2, 'at least 2');
  return {
    id: 'ml-random-forest 2.1',
    options: { trees, maxDepth, minLeaf, featureShare, ...(rowsPerTree === undefined ? {} : { rowsPerTree }) },
    maxRows: rowsPerTree === undefined ? maxRows : Number.MAX_SAFE_INTEGER,
    async growClassifier(task) {
      const weighted = task.rowWeights !== undefined || task.classWeights.some((weight) => weight !== 1);
      checkOption('weights', 'by row or class', !weighted, 'none: ml-random-forest has no weights');
      const drawn = Math.min(rowsPerTree ?? Infinity, task.classOfRow.length);
      if (drawn > maxRows) throw tooManyRows(drawn, maxRows);
      const rows = rowsOf(task);
      const options = {
        nEstimators: 1,
        maxFeatures: Math.max(1, Math.round(featureShare * task.columns.length)),
        replacement: false,
        noOOB: true,
        useSampleBagging: false,
        treeOptions: { gainThreshold: 0, maxDepth: maxDepth === 0 ? Infinity : maxDepth, minNumSamples: minLeaf },
      };
      const nextSeed = splitMix32(task.seed);
      const grown: FlatTree[] = [];
      while (grown.length < trees) {
        await pause();
        throwIfAborted(task.signal, 'Growing a forest');
        const random = splitMix32(Math.floor(nextSeed() * 2 ** 32));
        const draw = Array.from({ length: drawn }, () => Math.floor(random() * rows.length));
        const tree = new RandomForestClassifier({ ...options, seed: Math.floor(random() * 2 ** 31) });
        tree.train(
          draw.map((row) => rows[row]!),
          draw.map((row) => task.classOfRow[row]!),
        );
        grown.push(compileMlTree(tree as unknown as MlTree, task.classWeights.length));
        task.onProgress?.({ done: grown.length, total: trees });
      }
      return asForest(grown, task);
    },
  };
}

/** The trees with the weights and the importance that all training rows give them. */
function asForest(grown: readonly FlatTree[], { columns, classOfRow, classWeights }: ClassifierTask): GrownForest {
  const classCount = classWeights.length;
  const shape = { task: 'classification', combine: 'mean', link: 'identity' } as const;
  const base = new Float64Array(classCount);
  const forest = packForest(grown, { ...shape, features: columns.length, outputs: classCount, base });
  const counts = nodeCounts(forest, columns, classOfRow, classCount);
  const weight = forest.weight.map((_, node) =>
    counts.subarray(node * classCount, (node + 1) * classCount).reduce((sum, count) => sum + count, 0),
  );
  const importance = impurityImportance(forest, counts, columns.length, classCount);
  return { forest: { ...forest, weight }, importance };
}

/** Rows of numbers; a missing value becomes one below the lowest of its column, which is where the flat trees send it. */
function rowsOf({ columns, classOfRow }: ClassifierTask): number[][] {
  const substitutes = columns.map((values) => {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return low - (high - low) - 1;
  });
  return Array.from(classOfRow, (_, row) =>
    columns.map((values, column) => (Number.isNaN(values[row]!) ? substitutes[column]! : values[row]!)),
  );
}

function tooManyRows(rows: number, maxRows: number) {
  return forestError(
    'FOREST_TOO_MANY_ROWS',
    `ml-random-forest was given ${rows} rows, above the limit of ${maxRows}: its time grows with their square. ` +
      `Set rowsPerTree, sample the frequent class down, or set maxRows: ${rows} and wait.`,
    { rows, maxRows },
  );
}
