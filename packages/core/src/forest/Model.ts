import { type Explanation, explainPaths } from './explain/explainPaths.ts';
import { treeShap } from './explain/treeShap.ts';
import { checkFeatures, type Feature, type FeatureColumn, rowCount } from './FeatureColumn.ts';
import { forestError } from './ForestError.ts';
import type { ModelNotes } from './file/ModelNotes.ts';
import { modelToBytes } from './file/modelToBytes.ts';
import type { ModelParts, TrainingRecord } from './ModelParts.ts';
import { classShare, mostProbable } from './predict/classShares.ts';
import { combineTrees } from './predict/combineTrees.ts';
import { modelQuantiles } from './predict/modelQuantiles.ts';
import type { OutOfBag, TrainingProgress } from './Trainer.ts';

/** Which label an answer is about. */
export interface LabelChoice {
  /** @defaultValue the greatest label: 1 for failures */
  label?: number;
}

/**
 * A trained model. Holds typed arrays only: no timer, no worker, nothing to close. Predicting does not give way: beside a live stream hand
 * over a few thousand rows at a time (20,000 rows × 100 trees take about 0.1 s). Everything that takes columns throws
 * `FOREST_FEATURES_DIFFER` on other columns than those of the training, `FOREST_RAGGED`, `FOREST_EMPTY` or `FOREST_VALUE_INFINITE`;
 * what the model was not trained for throws `FOREST_TASK_DIFFERS`.
 */
export interface Model {
  readonly features: readonly Feature[];
  /** Labels, ascending; empty for a regressor. */
  readonly labels: readonly number[];
  readonly training: TrainingRecord;
  readonly parts: ModelParts;
  /** How well the trees do on rows that they have not seen, where the trainer was asked for it. */
  readonly outOfBag?: OutOfBag | undefined;
  /** Classifier: the most probable label of each row, the smaller one on a tie. Regressor: the expected target. */
  predict(features: readonly FeatureColumn[]): Float64Array<ArrayBuffer>;
  /** Classifier: probability of a label for each row, 0 to 1, as the trees see it. Not calibrated: see `fitIsotonic`. */
  predictProbability(features: readonly FeatureColumn[], options?: LabelChoice): Float64Array<ArrayBuffer>;
  /**
   * Quantiles of the target, one array a level, in the order of the levels; they do not cross. A forest answers any level from 0 to 1, a
   * boosted model those that it was trained for.
   */
  predictQuantiles(features: readonly FeatureColumn[], levels: readonly number[]): Float64Array<ArrayBuffer>[];
  /** Which features moved each row, and by how much, along the ways that it takes. Log odds for boosted classifiers. */
  explain(features: readonly FeatureColumn[], options?: LabelChoice): Explanation;
  /** The same by Shapley values: fair to correlated features, and about a hundred times as long. */
  explainExactly(
    features: readonly FeatureColumn[],
    options?: LabelChoice & {
      signal?: AbortSignal | undefined;
      /** Rows explained so far. */
      onProgress?: ((progress: TrainingProgress) => void) | undefined;
    },
  ): Promise<Explanation>;
  /** Share of the decrease in impurity by feature, in the order of `features`; adds up to 1. See also `permutationImportance`. */
  importance(): (Feature & { readonly share: number })[];
  /**
   * The model as a file, with what is known of it besides; `modelFromBytes` reads it. Same model, same notes, same bytes. Throws
   * `FOREST_FILE_INVALID` on notes that do not fit.
   */
  toBytes(notes?: ModelNotes): Uint8Array<ArrayBuffer>;
}

/** Reads trees as a model. */
export function createModel(parts: ModelParts): Model {
  const { forest, features, labels, training, outOfBag } = parts;
  const valuesOf = (columns: readonly FeatureColumn[]) => {
    checkFeatures(features, columns);
    rowCount(columns);
    return columns.map(({ values }) => values);
  };
  const needs = (what: string, ok: boolean, advice: string) => {
    if (ok) return;
    throw forestError('FOREST_TASK_DIFFERS', `A ${forest.task} model cannot ${what}. ${advice}`, { task: forest.task });
  };
  const classIndex = (label = labels.at(-1)!) => {
    needs('tell probabilities', forest.task === 'classification', 'Train it with trainClassifier.');
    const index = labels.indexOf(label);
    if (index >= 0) return index;
    throw forestError('FOREST_LABEL_INVALID', `The model knows the labels ${labels.join(', ')}, not ${label}.`, {
      label,
      labels,
    });
  };
  /** Output and sign of what is explained: log odds of the first class are those of the second, turned. */
  const explained = (label: number | undefined) => {
    if (forest.task !== 'classification') return { output: forest.levels ? forest.levels.length >> 1 : 0, turn: false };
    const index = classIndex(label);
    return forest.link === 'logistic' ? { output: 0, turn: index === 0 } : { output: index, turn: false };
  };
  return {
    features,
    labels,
    training,
    parts,
    ...(outOfBag ? { outOfBag } : {}),
    predict(columns) {
      const values = valuesOf(columns);
      if (forest.task === 'classification') return Float64Array.from(mostProbable(forest, values), (at) => labels[at]!);
      return forest.levels ? modelQuantiles(forest, values, [0.5])[0]! : combineTrees(forest, values)[0]!;
    },
    predictProbability: (columns, { label } = {}) => classShare(forest, valuesOf(columns), classIndex(label)),
    predictQuantiles: (columns, levels) => modelQuantiles(forest, valuesOf(columns), levels),
    explain(columns, { label } = {}) {
      const { output, turn } = explained(label);
      return turned(explainPaths(forest, output, valuesOf(columns)), turn);
    },
    async explainExactly(columns, { label, ...run } = {}) {
      const { output, turn } = explained(label);
      return turned(await treeShap({ forest, output, columns: valuesOf(columns), ...run }), turn);
    },
    importance: () => features.map((feature, index) => ({ ...feature, share: parts.importance[index]! })),
    toBytes: (notes) => modelToBytes(parts, notes),
  };
}

function turned(explanation: Explanation, turn: boolean): Explanation {
  if (!turn) return explanation;
  const { base, contributions } = explanation;
  return { base: -base, contributions: contributions.map((column) => column.map((value) => -value)) };
}
