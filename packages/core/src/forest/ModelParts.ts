import type { Feature } from './FeatureColumn.ts';
import type { FlatForest } from './FlatForest.ts';
import type { OutOfBag } from './Trainer.ts';

/** How a model came about, for evidence. */
export interface TrainingRecord {
  readonly trainer: string;
  readonly options: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  readonly rows: number;
  /** Training rows by label; empty for a regressor. */
  readonly rowsByLabel: ReadonlyMap<number, number>;
}

/** All of a model, as data: what files keep. */
export interface ModelParts {
  readonly forest: FlatForest;
  readonly features: readonly Feature[];
  /** Labels of the classes, ascending; empty for a regressor. */
  readonly labels: readonly number[];
  readonly training: TrainingRecord;
  /** Share of the decrease in impurity by feature. */
  readonly importance: Float64Array<ArrayBuffer>;
  /** Edges of the bins that the trainer cut each feature into, where it did. */
  readonly edges?: readonly Float64Array<ArrayBuffer>[] | undefined;
  readonly outOfBag?: OutOfBag | undefined;
}
