import { type Explanation, explainPaths } from './explain/explainPaths.ts';
import { checkFeatures, type Feature, type FeatureColumn, rowCount } from './FeatureColumn.ts';
import { type FlatForest, leafOf } from './FlatForest.ts';
import { forestError } from './ForestError.ts';

/** How a model came about, for evidence. */
export interface TrainingRecord {
  readonly trainer: string;
  readonly options: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  readonly rows: number;
  /** Training rows by label. */
  readonly rowsByLabel: ReadonlyMap<number, number>;
}

/** A trained classifier. Holds typed arrays only: no timer, no worker, nothing to close. */
export interface ClassifierModel {
  readonly features: readonly Feature[];
  /** Labels, ascending. */
  readonly labels: readonly number[];
  readonly training: TrainingRecord;
  /** The label with the most votes for each row; the smaller one on a tie. */
  predict(features: readonly FeatureColumn[]): Float64Array<ArrayBuffer>;
  /**
   * Share of the trees that vote for a label, the greatest one unless told otherwise, for each row. 0 to 1.
   * Not calibrated: see `fitIsotonic`. Throws `FOREST_FEATURES_DIFFER` on other columns than those of the training.
   */
  predictProbability(features: readonly FeatureColumn[], options?: { label?: number }): Float64Array<ArrayBuffer>;
  /** Which features moved each row towards a label, and by how much. */
  explain(features: readonly FeatureColumn[], options?: { label?: number }): Explanation;
  /** Share of the decrease in impurity by feature, in the order of `features`; adds up to 1. */
  importance(): (Feature & { readonly share: number })[];
}

/** Trees, with what is needed to read them as a classifier. */
export interface ClassifierParts {
  readonly forest: FlatForest;
  readonly features: readonly Feature[];
  readonly labels: readonly number[];
  readonly training: TrainingRecord;
  /** Of `impurityImportance`. */
  readonly importance: Float64Array<ArrayBuffer>;
}

/** Reads trees as a classifier. */
export function classifierModel(parts: ClassifierParts): ClassifierModel {
  const { forest, features, labels, training } = parts;
  const valuesOf = (columns: readonly FeatureColumn[]) => {
    checkFeatures(features, columns);
    rowCount(columns);
    return columns.map(({ values }) => values);
  };
  const indexOf = (label = labels.at(-1)!) => {
    const index = labels.indexOf(label);
    if (index >= 0) return index;
    throw forestError('FOREST_LABEL_INVALID', `The model knows the labels ${labels.join(', ')}, not ${label}.`, {
      label,
      labels,
    });
  };
  return {
    features,
    labels,
    training,
    predict: (columns) => mostVoted(forest, valuesOf(columns), labels),
    predictProbability: (columns, { label } = {}) => voteShares(forest, valuesOf(columns), indexOf(label)),
    explain: (columns, { label } = {}) => explainPaths(forest, indexOf(label), valuesOf(columns)),
    importance: () => features.map((feature, index) => ({ ...feature, share: parts.importance[index]! })),
  };
}

function voteShares(
  forest: FlatForest,
  columns: readonly Float64Array[],
  classIndex: number,
): Float64Array<ArrayBuffer> {
  const votes = new Float64Array(columns[0]!.length);
  for (const root of forest.roots) {
    for (let row = 0; row < votes.length; row++) {
      const leaf = forest.leaf[leafOf(forest, root, columns, row)]!;
      votes[row]! += forest.value[leaf * forest.outputs + classIndex]!;
    }
  }
  return votes.map((count) => count / forest.roots.length);
}

function mostVoted(
  forest: FlatForest,
  columns: readonly Float64Array[],
  labels: readonly number[],
): Float64Array<ArrayBuffer> {
  const shares = labels.map((_, index) => voteShares(forest, columns, index));
  return shares[0]!.map((_, row) => {
    let best = 0;
    for (let index = 1; index < labels.length; index++) if (shares[index]![row]! > shares[best]![row]!) best = index;
    return labels[best]!;
  });
}
