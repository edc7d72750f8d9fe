import { throwIfAborted } from '../errors/abort.ts';
import { byName, inOrder } from './canonicalOrder.ts';
import { checkTraining, checkWeights } from './checkTraining.ts';
import type { FeatureColumn } from './FeatureColumn.ts';
import { forestError } from './ForestError.ts';
import { createModel, type Model } from './Model.ts';
import type { RegressorTrainer, TrainingProgress } from './Trainer.ts';

export interface TrainRegressorOptions {
  /** Columns of equal length, one a feature; NaN says missing. Their order does not matter, their names do. */
  features: readonly FeatureColumn[];
  /** Number to be estimated for each row, finite. */
  targets: ArrayLike<number>;
  /** How trees are grown: `binnedForest()` or `boostedTrees()`; both take `quantiles`. */
  trainer: RegressorTrainer;
  /** How much each row counts, from 0. A random forest draws rows in proportion, boosting weighs their loss. @defaultValue 1 each */
  rowWeights?: ArrayLike<number>;
  /** Same seed, same data, same model, whoever grows it. @defaultValue 1 */
  seed?: number;
  signal?: AbortSignal;
  /** Called after trees. */
  onProgress?: (progress: TrainingProgress) => void;
}

/**
 * Trains an estimator of numbers. Trees answer with means of targets that they have seen: they do not extrapolate.
 *
 * Throws `FOREST_EMPTY`, `FOREST_RAGGED`, `FOREST_COLUMN_MISSING`, `FOREST_VALUE_INFINITE`, `FOREST_TARGET_INVALID`,
 * `FOREST_WEIGHT_INVALID`, what the trainer throws, and `ABORTED`.
 *
 * @example
 * const model = await trainRegressor({ features, targets, trainer: binnedForest({ quantiles: true }) });
 * const [low, high] = model.predictQuantiles(features, [0.1, 0.9]);
 */
export async function trainRegressor(options: TrainRegressorOptions): Promise<Model> {
  const { features, trainer, seed = 1, signal, onProgress } = options;
  throwIfAborted(signal, 'Training a regressor');
  const rows = checkTraining(features, options.targets, seed);
  const targets = Float64Array.from(options.targets);
  const row = targets.findIndex((target) => !Number.isFinite(target));
  if (row >= 0) {
    throw forestError('FOREST_TARGET_INVALID', `Row ${row} has the target ${targets[row]}, expected a finite number.`, {
      row,
      target: targets[row],
    });
  }
  const order = byName(features);
  const grown = await trainer.growRegressor({
    names: order.map((at) => features[at]!.name),
    columns: order.map((at) => features[at]!.values),
    targets,
    ...checkWeights(options.rowWeights, rows),
    ...{ seed, signal, onProgress },
  });
  throwIfAborted(signal, 'Training a regressor');
  return createModel({
    ...inOrder(grown, order),
    features: features.map(({ name, unit }) => ({ name, unit })),
    labels: [],
    training: { trainer: trainer.id, options: trainer.options, seed, rows, rowsByLabel: new Map() },
  });
}
