import { throwIfAborted } from '../errors/abort.ts';
import { byName, inOrder } from './canonicalOrder.ts';
import { checkTraining, checkWeights } from './checkTraining.ts';
import type { FeatureColumn } from './FeatureColumn.ts';
import { forestError } from './ForestError.ts';
import { createModel, type Model } from './Model.ts';
import type { ClassifierTrainer, TrainingProgress } from './Trainer.ts';

export interface TrainClassifierOptions {
  /** Columns of equal length, one a feature; NaN says missing. Their order does not matter, their names do. */
  features: readonly FeatureColumn[];
  /** Label of each row: integers, at least two different ones. For failures 1 is "fails", 0 "does not". */
  labels: ArrayLike<number>;
  /** How trees are grown: `binnedForest()`, `boostedTrees()`, or `mlRandomForest()` of `@usina/core/forest/ml`. */
  trainer: ClassifierTrainer;
  /** How much each row counts, from 0. A random forest draws rows in proportion, boosting weighs their loss. @defaultValue 1 each */
  rowWeights?: ArrayLike<number>;
  /**
   * How much the rows of each label count; `balanced`: all labels the same. Moves probabilities away from what happens: calibrate
   * them. @defaultValue 1 each
   */
  classWeights?: 'balanced' | ReadonlyMap<number, number>;
  /** Same seed, same data, same model, whoever grows it. @defaultValue 1 */
  seed?: number;
  signal?: AbortSignal;
  /** Called after trees. */
  onProgress?: (progress: TrainingProgress) => void;
}

/** More classes are a number that was taken for a label, or a serial number. */
const maxClasses = 1_000;

/**
 * Trains a classifier on labelled rows.
 *
 * Throws `FOREST_EMPTY`, `FOREST_RAGGED`, `FOREST_COLUMN_MISSING` (a column without a single number), `FOREST_VALUE_INFINITE`,
 * `FOREST_LABEL_INVALID`, `FOREST_ONE_CLASS`, `FOREST_TOO_MANY_CLASSES`, `FOREST_WEIGHT_INVALID`, what the trainer throws, and `ABORTED`.
 *
 * @example
 * const model = await trainClassifier({ features, labels, trainer: binnedForest({ trees: 100 }), seed: 1 });
 * model.predictProbability(features); // Float64Array, probability of the greatest label
 */
export async function trainClassifier(options: TrainClassifierOptions): Promise<Model> {
  const { features, labels: labelOfRow, trainer, seed = 1, signal, onProgress } = options;
  throwIfAborted(signal, 'Training a classifier');
  const rows = checkTraining(features, labelOfRow, seed);
  const labels = labelsOf(labelOfRow);
  const index = new Map(labels.map((label, at) => [label, at]));
  const classOfRow = Uint16Array.from(labelOfRow, (label) => index.get(label)!);
  const counts = new Float64Array(labels.length);
  for (const at of classOfRow) counts[at]!++;
  const order = byName(features);
  const grown = await trainer.growClassifier({
    names: order.map((at) => features[at]!.name),
    columns: order.map((at) => features[at]!.values),
    classOfRow,
    classWeights: weightsOf(options.classWeights, labels, counts),
    ...checkWeights(options.rowWeights, rows),
    ...{ seed, signal, onProgress },
  });
  throwIfAborted(signal, 'Training a classifier');
  return createModel({
    ...inOrder(grown, order),
    features: features.map(({ name, unit }) => ({ name, unit })),
    labels,
    training: {
      ...{ trainer: trainer.id, options: trainer.options, seed, rows },
      rowsByLabel: new Map(labels.map((label, at) => [label, counts[at]!])),
    },
  });
}

function labelsOf(labelOfRow: ArrayLike<number>): number[] {
  const found = new Set<number>();
  for (let row = 0; row < labelOfRow.length; row++) {
    const label = labelOfRow[row]!;
    if (!Number.isSafeInteger(label)) {
      throw forestError('FOREST_LABEL_INVALID', `Row ${row} has the label ${label}, expected an integer.`, {
        row,
        label,
      });
    }
    found.add(label);
    if (found.size <= maxClasses) continue;
    throw forestError(
      'FOREST_TOO_MANY_CLASSES',
      `The first ${row + 1} rows carry ${found.size} different labels, expected at most ${maxClasses}. Train a regressor on numbers.`,
      { classes: found.size, maxClasses },
    );
  }
  const labels = [...found].sort((a, b) => a - b);
  if (labels.length > 1) return labels;
  throw forestError(
    'FOREST_ONE_CLASS',
    `All ${labelOfRow.length} rows carry the label ${labels[0]}. Expected at least two different labels: take a longer history.`,
    { rows: labelOfRow.length, label: labels[0] },
  );
}

function weightsOf(
  wanted: TrainClassifierOptions['classWeights'],
  labels: readonly number[],
  counts: Float64Array,
): Float64Array {
  if (wanted === 'balanced') {
    const rows = counts.reduce((sum, count) => sum + count, 0);
    return Float64Array.from(counts, (count) => rows / (labels.length * count));
  }
  return Float64Array.from(labels, (label) => {
    const weight = wanted?.get(label) ?? 1;
    if (weight > 0 && weight < Infinity) return weight;
    throw forestError('FOREST_WEIGHT_INVALID', `The label ${label} has the weight ${weight}, expected one above 0.`, {
      label,
      weight,
    });
  });
}
