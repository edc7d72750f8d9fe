import { throwIfAborted } from '../errors/abort.ts';
import { type ClassifierModel, classifierModel } from './ClassifierModel.ts';
import type { ClassifierTrainer, TrainingProgress } from './ClassifierTrainer.ts';
import { type FeatureColumn, rowCount } from './FeatureColumn.ts';
import { forestError } from './ForestError.ts';

export interface TrainClassifierOptions {
  /** Columns of equal length, one a feature. */
  features: readonly FeatureColumn[];
  /** Label of each row: integers, at least two different ones. For failures 1 is "fails", 0 "does not". */
  labels: ArrayLike<number>;
  /** How trees are grown: `mlRandomForest()` of `@usina/core/forest/ml`. */
  trainer: ClassifierTrainer;
  /** Same seed, same data, same model. @defaultValue 1 */
  seed?: number;
  signal?: AbortSignal;
  /** Called after each tree. */
  onProgress?: (progress: TrainingProgress) => void;
}

/**
 * Trains a classifier on labelled rows.
 *
 * Throws `FOREST_EMPTY`, `FOREST_RAGGED`, `FOREST_COLUMN_MISSING` (a column without a single number),
 * `FOREST_VALUE_INFINITE`, `FOREST_LABEL_INVALID`, `FOREST_ONE_CLASS`, what the trainer throws, and `ABORTED`.
 *
 * @example
 * const model = await trainClassifier({ features, labels, trainer: mlRandomForest({ trees: 50 }), seed: 1 });
 * model.predictProbability(features); // Float64Array, share of the trees that say 1
 */
export async function trainClassifier({
  features,
  labels: labelOfRow,
  trainer,
  seed = 1,
  signal,
  onProgress,
}: TrainClassifierOptions): Promise<ClassifierModel> {
  throwIfAborted(signal, 'Training a classifier');
  const rows = checkTable(features, labelOfRow);
  if (!Number.isSafeInteger(seed)) {
    throw forestError('FOREST_OPTION_INVALID', `Read the seed ${seed}, expected an integer.`, { seed });
  }
  const labels = [...new Set(Array.from(labelOfRow))].sort((a, b) => a - b);
  if (labels.length < 2) {
    throw forestError(
      'FOREST_ONE_CLASS',
      `All ${rows} rows carry the label ${labels[0]}. Expected at least two different labels: take a longer history.`,
      { rows, label: labels[0] },
    );
  }
  const columns = features.map(({ values }) => values);
  const classOfRow = Int32Array.from(labelOfRow, (label) => labels.indexOf(label));
  const task = { columns, classOfRow, classCount: labels.length, seed, signal, onProgress };
  const { forest, importance } = await trainer.train(task);
  throwIfAborted(signal, 'Training a classifier');
  const rowsByLabel = new Map(labels.map((label, index) => [label, classOfRow.filter((c) => c === index).length]));
  return classifierModel({
    forest,
    features: features.map(({ name, unit }) => ({ name, unit })),
    labels,
    training: { trainer: trainer.id, options: trainer.options, seed, rows, rowsByLabel },
    importance,
  });
}

function checkTable(features: readonly FeatureColumn[], labelOfRow: ArrayLike<number>): number {
  const rows = rowCount(features);
  const empty = features.find(({ values }) => values.every((value) => Number.isNaN(value)));
  if (empty) {
    throw forestError('FOREST_COLUMN_MISSING', `Column "${empty.name}" has no number in any row. Leave it out.`, {
      name: empty.name,
    });
  }
  if (labelOfRow.length !== rows) {
    throw forestError('FOREST_RAGGED', `Read ${labelOfRow.length} labels for ${rows} rows.`, {
      labels: labelOfRow.length,
      rows,
    });
  }
  for (let row = 0; row < rows; row++) {
    if (Number.isSafeInteger(labelOfRow[row])) continue;
    throw forestError('FOREST_LABEL_INVALID', `Row ${row} has the label ${labelOfRow[row]}, expected an integer.`, {
      row,
      label: labelOfRow[row],
    });
  }
  return rows;
}
