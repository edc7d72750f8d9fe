import { checkTraining } from './checkTraining.ts';
import type { Feature, FeatureColumn } from './FeatureColumn.ts';
import { forestError } from './ForestError.ts';
import type { Model } from './Model.ts';
import { pacer } from './pause.ts';
import { splitMix32 } from './splitMix32.ts';
import type { TrainingProgress } from './Trainer.ts';

export interface PermutationImportanceOptions {
  model: Model;
  /** Rows that the model was not trained on: on training rows, features that were learnt by heart look important. */
  features: readonly FeatureColumn[];
  /** Label, or target, of each row. */
  answers: ArrayLike<number>;
  /** Shuffles of each column; their mean is given. @defaultValue 5 */
  repeats?: number;
  /** @defaultValue 1 */
  seed?: number;
  signal?: AbortSignal;
  /** Columns shuffled so far. */
  onProgress?: (progress: TrainingProgress) => void;
}

/**
 * How much worse a model gets when it cannot see a feature: the increase of its loss after the column is shuffled. Of log loss for
 * classifiers, of mean squared error for regressors. About 0, or below it, for features that the model does not need; features that
 * stand in for one another share. Gives way to the event loop.
 *
 * Throws `FOREST_LABEL_INVALID` for a label that the model does not know, what predicting throws, and `ABORTED`.
 *
 * @example
 * const [first] = await permutationImportance({ model, features, answers: labels });
 * first; // { name: 'vibration', unit: 'mm/s', increase: 0.21 }
 * @see L. Breiman, "Random Forests", Machine Learning 45, 2001, section 10.
 */
export async function permutationImportance({
  model,
  features,
  answers,
  repeats = 5,
  seed = 1,
  signal,
  onProgress,
}: PermutationImportanceOptions): Promise<(Feature & { readonly increase: number })[]> {
  const rows = checkTraining(features, answers, seed);
  const breathe = pacer('Measuring importance', signal);
  const loss = lossOf(model, answers);
  const intact = loss(features);
  const random = splitMix32(seed);
  const result: (Feature & { increase: number })[] = [];
  for (const [index, column] of features.entries()) {
    let sum = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      await breathe();
      const values = column.values.slice();
      for (let row = rows - 1; row > 0; row--) {
        const other = Math.floor(random() * (row + 1));
        [values[row], values[other]] = [values[other]!, values[row]!];
      }
      sum += loss(features.with(index, { ...column, values })) - intact;
    }
    result.push({ name: column.name, unit: column.unit, increase: sum / repeats });
    onProgress?.({ done: index + 1, total: features.length });
  }
  return result;
}

function lossOf(model: Model, answers: ArrayLike<number>): (features: readonly FeatureColumn[]) => number {
  if (model.labels.length === 0) {
    return (features) =>
      model.predict(features).reduce((sum, value, row) => sum + (value - answers[row]!) ** 2, 0) / answers.length;
  }
  const known = new Set(model.labels);
  for (let row = 0; row < answers.length; row++) {
    if (known.has(answers[row]!)) continue;
    throw forestError(
      'FOREST_LABEL_INVALID',
      `Row ${row} has the label ${answers[row]}, which the model does not know.`,
      {
        row,
        label: answers[row],
        labels: model.labels,
      },
    );
  }
  return (features) => {
    let sum = 0;
    for (const label of model.labels) {
      const probabilities = model.predictProbability(features, { label });
      // a forest may say 0: half a vote of a thousand keeps the loss finite
      for (let row = 0; row < answers.length; row++) {
        if (answers[row] === label) sum -= Math.log(Math.max(probabilities[row]!, 5e-4));
      }
    }
    return sum / answers.length;
  };
}
