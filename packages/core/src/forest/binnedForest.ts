import type { JobRunner } from '../jobs/JobRunner.ts';
import { binTable } from './binned/BinnedTable.ts';
import { drawOptions, maxTableRows } from './binned/drawEntries.ts';
import { edgeRows } from './binned/edgeRows.ts';
import { type GrowForestOptions, growForest } from './binned/growForest.ts';
import type { GrownTree, GrowTarget } from './binned/growTrees.ts';
import { leafSamples } from './binned/leafSamples.ts';
import { outOfBagClasses, outOfBagNumbers } from './binned/outOfBag.ts';
import { checkOption } from './checkOption.ts';
import type { FlatForest } from './FlatForest.ts';
import { type MonotoneDirection, monotoneDirections, monotoneText } from './monotone/monotoneDirections.ts';
import { packForest } from './packForest.ts';
import type { ClassifierTask, ClassifierTrainer, RegressorTask, RegressorTrainer } from './Trainer.ts';

export interface BinnedForestOptions {
  /** More never hurt, and bring less and less: beyond 300 the PR-AUC moves by less than its noise. @defaultValue 300 */
  trees?: number;
  /** Deepest level, 0 for no limit. Bounds the size of the model: leaves of 5 rows are seldom deeper. @defaultValue 16 */
  maxDepth?: number;
  /** Fewest rows drawn into a leaf: probabilities come in steps of a fifth a tree, not of 0 and 1. @defaultValue 5 */
  minLeaf?: number;
  /**
   * Features tried at each node: fewer make trees differ more. Constant ones do not count.
   * @defaultValue the square root of the number of features for classes, a third of it for numbers
   */
  featuresPerNode?: number;
  /** Draw the rows of each tree with replacement; false gives every tree all rows. @defaultValue true */
  bootstrap?: boolean;
  /** Rows drawn for each tree. @defaultValue as many as there are */
  rowsPerTree?: number;
  /** Keep the targets of every leaf, for `predictQuantiles`: about 4 bytes a row and tree. Numbers only. @defaultValue false */
  quantiles?: boolean;
  /**
   * Features whose growth may move the answer one way only, by name: `{ age: 'rising' }`. Where the physics is known and the rows are
   * few. For two classes (the probability of the greater label) and expected values. @defaultValue none
   */
  monotone?: Readonly<Record<string, MonotoneDirection>>;
  /**
   * Score each row by the trees that did not draw it. Costs about a tenth of the training, and flatters where neighbouring rows are
   * alike, as in time series: split by time instead. @defaultValue false
   */
  outOfBag?: boolean;
  /**
   * Grows the trees in workers, such as `createNodeJobPool()` of `@usina/core/jobs/node`; the result is the same.
   * @defaultValue in this thread, giving way to the event loop every 20 ms
   */
  runner?: JobRunner;
}

/**
 * Random forest of this package: rows are binned to one byte a cell, trees are grown on typed arrays. A missing value (NaN) goes to
 * the side of a cut that suits the training rows. Rows with weights are drawn in proportion to them.
 *
 * Throws `FOREST_OPTION_INVALID`. Training throws `FOREST_TOO_MANY_ROWS` above 16,777,216 rows, and what the runner throws.
 *
 * @example
 * const model = await trainClassifier({ features, labels, trainer: binnedForest({ trees: 100 }), seed: 1 });
 * @see L. Breiman, "Random Forests", Machine Learning 45, 2001. N. Meinshausen, "Quantile Regression Forests", JMLR 7, 2006.
 */
export function binnedForest(options: BinnedForestOptions = {}): ClassifierTrainer & RegressorTrainer {
  const { trees = 300, maxDepth = 16, minLeaf = 5, featuresPerNode, rowsPerTree, runner } = options;
  const { bootstrap = true, quantiles = false, outOfBag = false, monotone = {} } = options;
  const natural = (value: number, from: number) => Number.isInteger(value) && value >= from;
  checkOption('trees', trees, natural(trees, 1), 'an integer from 1');
  checkOption('maxDepth', maxDepth, natural(maxDepth, 0), 'an integer from 0 (no limit)');
  checkOption('minLeaf', minLeaf, natural(minLeaf, 1), 'an integer from 1');
  checkOption('featuresPerNode', featuresPerNode, natural(featuresPerNode ?? 1, 1), 'an integer from 1');
  checkOption('rowsPerTree', rowsPerTree, natural(rowsPerTree ?? 2, 2), 'an integer from 2');
  checkOption('bootstrap', bootstrap, bootstrap || rowsPerTree === undefined, 'true where rowsPerTree is set');
  checkOption('outOfBag', outOfBag, bootstrap || !outOfBag, 'false without bootstrap: no row is out of the bag');

  const grow = async (task: ClassifierTask | RegressorTask, target: GrowTarget, tried: number) => {
    const { names, columns, rowWeights, seed, signal, onProgress } = task;
    const directions = monotoneDirections(monotone, names);
    const oneAnswer = target.kind === 'mean' ? !quantiles : target.classWeights.length === 2;
    checkOption('monotone', target.kind, !directions || oneAnswer, 'none for more than two classes and for quantiles');
    const rows = columns[0]!.length;
    const draw = drawOptions({ rows, draws: rowsPerTree ?? rows, replace: bootstrap, rowWeights });
    const table = await binTable(columns, edgeRows(rows, target), signal);
    const featuresTried = Math.min(columns.length, featuresPerNode ?? Math.max(1, tried));
    const growing: GrowForestOptions = {
      ...{ table, target, draw, seed, trees, runner, signal, onProgress },
      grow: {
        ...{ maxDepth, minLeaf, directions, featuresPerNode: featuresTried },
        keepRows: target.kind === 'mean' && quantiles,
      },
    };
    return { ...growing, grown: await growForest(growing) };
  };
  const head = { combine: 'mean', link: 'identity' } as const;
  return {
    id: 'usina binned forest 1',
    options: {
      ...{ trees, maxDepth, minLeaf, bootstrap, quantiles, outOfBag },
      ...(featuresPerNode === undefined ? {} : { featuresPerNode }),
      ...(rowsPerTree === undefined ? {} : { rowsPerTree }),
      ...monotoneText(monotone),
    },
    maxRows: maxTableRows,
    async growClassifier(task) {
      const { classOfRow, classWeights, columns } = task;
      const target = { kind: 'classes', classOfRow, classWeights } as const;
      const growing = await grow(task, target, Math.round(Math.sqrt(columns.length)));
      const outputs = classWeights.length;
      const shape = {
        task: 'classification',
        features: columns.length,
        outputs,
        base: new Float64Array(outputs),
      } as const;
      const forest = packForest(treesOf(growing.grown), { ...head, ...shape });
      const score = outOfBag ? { outOfBag: await outOfBagClasses({ ...growing, forest, classOfRow, columns }) } : {};
      return { forest, importance: shares(growing.grown), edges: growing.table.edges, ...score };
    },
    async growRegressor(task) {
      const { targets, columns } = task;
      const mean = targets.reduce((sum, value) => sum + value, 0) / targets.length;
      const target = { kind: 'mean', mean, target: targets.map((value) => value - mean) } as const;
      const growing = await grow(task, target, Math.round(columns.length / 3));
      const shape = { features: columns.length, outputs: 1, base: new Float64Array(1) };
      const packed = packForest(treesOf(growing.grown), {
        ...head,
        ...shape,
        task: quantiles ? 'quantile' : 'regression',
      });
      const forest: FlatForest = quantiles ? { ...packed, samples: leafSamples(growing.grown, targets) } : packed;
      const score = outOfBag ? { outOfBag: await outOfBagNumbers({ ...growing, forest, targets, columns }) } : {};
      return { forest, importance: shares(growing.grown), edges: growing.table.edges, ...score };
    },
  };
}

function treesOf(grown: readonly GrownTree[]) {
  return grown.map(({ tree }) => tree);
}

/** Gains added up in the order of the trees, as shares. */
function shares(grown: readonly GrownTree[]): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(grown[0]!.gain.length);
  for (const { gain } of grown)
    for (let feature = 0; feature < sums.length; feature++) sums[feature]! += gain[feature]!;
  const total = sums.reduce((sum, value) => sum + value, 0);
  return total > 0 ? sums.map((value) => value / total) : sums;
}
