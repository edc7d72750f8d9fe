import { binTable } from './binned/BinnedTable.ts';
import { drawOptions, maxTableRows } from './binned/drawEntries.ts';
import { edgeRows } from './binned/edgeRows.ts';
import { nextRandom, treeSeed } from './binned/nextRandom.ts';
import { boost } from './boosted/boost.ts';
import type { Loss } from './boosted/Loss.ts';
import { logisticLoss } from './boosted/logisticLoss.ts';
import { quantileLoss } from './boosted/quantileLoss.ts';
import { softmaxLoss } from './boosted/softmaxLoss.ts';
import { squaredLoss } from './boosted/squaredLoss.ts';
import { checkOption } from './checkOption.ts';
import { type MonotoneDirection, monotoneDirections, monotoneText } from './monotone/monotoneDirections.ts';
import type { ClassifierTask, ClassifierTrainer, GrownForest, RegressorTask, RegressorTrainer } from './Trainer.ts';

export interface BoostedTreesOptions {
  /** Rounds at most: a tree each, or one a class or quantile level. @defaultValue 100 */
  rounds?: number;
  /** Factor of what each tree adds: half of it wants twice the rounds. @defaultValue 0.1 */
  learningRate?: number;
  /** Leaves of a tree at most: how many conditions may work together. @defaultValue 31 */
  maxLeaves?: number;
  /** Deepest level, 0 for no limit: the leaves are limit enough. @defaultValue 0 */
  maxDepth?: number;
  /** Fewest rows of a leaf: boosting learns the noise of small ones by heart. @defaultValue 20 */
  minLeaf?: number;
  /** Draws the answers of leaves towards 0: raise it where few rows mislead. @defaultValue 0 */
  l2?: number;
  /**
   * Share of the rows that is not learnt from and says when to stop, drawn by the seed; 0 makes all rounds. For time series choose them
   * yourself with `validationRows`. @defaultValue 0.1 from 10,000 rows on, otherwise 0: small tables need every row
   */
  validationShare?: number;
  /** Numbers of the rows that say when to stop, in place of `validationShare`: the latest ones, or those of some plants. */
  validationRows?: readonly number[];
  /** Rounds without a lower loss on the validation rows, after which training stops. @defaultValue 10 */
  patience?: number;
  /** Levels that a regressor learns with the pinball loss, for `predictQuantiles`. @defaultValue none: the expected value */
  quantiles?: readonly number[];
  /**
   * Features whose growth may move the answer one way only, by name: `{ age: 'rising' }`. Where the physics is known and the rows are
   * few. For two classes (the probability of the greater label) and expected values. @defaultValue none
   */
  monotone?: Readonly<Record<string, MonotoneDirection>>;
}

/**
 * Gradient boosting on binned columns: each tree corrects the ones before it. More accurate than a forest on large tables,
 * easier to overfit on small ones. Losses: logistic for two classes, softmax for more, squared or quantile for numbers. Trees grow one
 * after the other, in this thread, giving way to the event loop.
 *
 * Throws `FOREST_OPTION_INVALID`. Training throws `FOREST_TOO_MANY_ROWS` above 16,777,216 rows.
 *
 * @example
 * const model = await trainRegressor({ features, targets, trainer: boostedTrees({ quantiles: [0.1, 0.5, 0.9] }) });
 * @see J. H. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29, 2001.
 */
export function boostedTrees(options: BoostedTreesOptions = {}): ClassifierTrainer & RegressorTrainer {
  const { rounds = 100, learningRate = 0.1, maxLeaves = 31, maxDepth = 0, minLeaf = 20, l2 = 0 } = options;
  const { validationShare, validationRows, patience = 10, quantiles, monotone = {} } = options;
  const natural = (value: number, from: number) => Number.isInteger(value) && value >= from;
  checkOption('rounds', rounds, natural(rounds, 1), 'an integer from 1');
  checkOption('learningRate', learningRate, learningRate > 0 && learningRate <= 1, 'above 0, at most 1');
  checkOption('maxLeaves', maxLeaves, natural(maxLeaves, 2), 'an integer from 2');
  checkOption('maxDepth', maxDepth, natural(maxDepth, 0), 'an integer from 0 (no limit)');
  checkOption('minLeaf', minLeaf, natural(minLeaf, 1), 'an integer from 1');
  checkOption('l2', l2, l2 >= 0 && l2 < Infinity, 'a number from 0');
  checkOption('patience', patience, natural(patience, 1), 'an integer from 1');
  const share = validationShare ?? 0;
  checkOption('validationShare', validationShare, share >= 0 && share < 1, 'a share from 0, below 1');
  const levels = quantiles && Float64Array.from(new Set(quantiles)).sort();
  const inside = levels === undefined || (levels.length > 0 && levels.every((level) => level > 0 && level < 1));
  checkOption('quantiles', quantiles, inside, 'at least one level between 0 and 1');

  const grow = async (task: ClassifierTask | RegressorTask, loss: Loss): Promise<GrownForest> => {
    const { names, columns, seed, signal, onProgress } = task;
    const directions = monotoneDirections(monotone, names);
    const oneAnswer = directions === undefined || (loss.outputs === 1 && !loss.levels);
    checkOption('monotone', loss.task, oneAnswer, 'none for more than two classes and for quantiles');
    const count = columns[0]!.length;
    drawOptions({ rows: count, draws: count, replace: true });
    const share = validationShare ?? (count >= 10_000 ? 0.1 : 0);
    const held = validationRows ? chosenRows(validationRows, count) : drawnRows(share, count, seed);
    const isHeld = new Uint8Array(count);
    for (const row of held) isHeld[row] = 1;
    const rows = Int32Array.from({ length: count }, (_, row) => row).filter((row) => isHeld[row] === 0);
    checkOption('validationRows', held.length, rows.length > 0, 'some rows left to learn from');
    const target = 'classOfRow' in task ? ({ kind: 'classes', ...task } as const) : ({ kind: 'all' } as const);
    const table = await binTable(columns, edgeRows(count, target), signal);
    const shape = { rounds, learningRate, maxLeaves, maxDepth, minLeaf, l2, patience, directions };
    return boost({ ...shape, table, columns, loss, rows, validation: held, signal, onProgress });
  };
  return {
    id: 'usina boosted trees 1',
    options: {
      ...{ rounds, learningRate, maxLeaves, maxDepth, minLeaf, l2, patience },
      ...(validationShare === undefined ? {} : { validationShare }),
      ...(validationRows === undefined ? {} : { validationRows: validationRows.length }),
      ...(levels === undefined ? {} : { quantiles: levels.join(' ') }),
      ...monotoneText(monotone),
    },
    maxRows: maxTableRows,
    growClassifier(task) {
      const { classOfRow, classWeights } = task;
      const weights = weightsOf(task);
      return grow(
        task,
        classWeights.length === 2
          ? logisticLoss(classOfRow, weights)
          : softmaxLoss(classOfRow, classWeights.length, weights),
      );
    },
    growRegressor(task) {
      const { targets, rowWeights } = task;
      return grow(task, levels ? quantileLoss(targets, levels, rowWeights) : squaredLoss(targets, rowWeights));
    },
  };
}

/** Weight of each row times that of its class; undefined where all are 1. */
function weightsOf({ classOfRow, classWeights, rowWeights }: ClassifierTask): Float64Array | undefined {
  if (!rowWeights && classWeights.every((weight) => weight === 1)) return undefined;
  return Float64Array.from(classOfRow, (label, row) => classWeights[label]! * (rowWeights?.[row] ?? 1));
}

function chosenRows(rows: readonly number[], count: number): Int32Array {
  const wrong = rows.find((row) => !(Number.isInteger(row) && row >= 0 && row < count));
  checkOption('validationRows', wrong, wrong === undefined, `row numbers from 0 to ${count - 1}`);
  return Int32Array.from(new Set(rows)).sort();
}

function drawnRows(share: number, count: number, seed: number): Int32Array {
  let state = treeSeed(seed, 0);
  return Int32Array.from({ length: count }, (_, row) => row).filter(() => {
    state = nextRandom(state);
    return (state >>> 0) / 2 ** 32 < share;
  });
}
