import type { FlatForest } from './FlatForest.ts';

/** What every trainer is handed: checked columns and a seed. */
interface TrainingTable {
  /** Name of each column. */
  readonly names: readonly string[];
  /** One array a feature, of equal length; NaN says missing, no value is infinite, no column is all missing. */
  readonly columns: readonly Float64Array[];
  /** Weight by row, above 0 for at least one and never below; all 1 when absent. */
  readonly rowWeights?: Float64Array | undefined;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined;
}

/** Rows whose class is known. */
export interface ClassifierTask extends TrainingTable {
  /** Index into the classes by row. */
  readonly classOfRow: Uint16Array;
  /** Weight by class, all 1 unless told otherwise; as many as there are classes. */
  readonly classWeights: Float64Array;
}

/** Rows whose target is known. */
export interface RegressorTask extends TrainingTable {
  readonly targets: Float64Array;
}

/** Trees grown so far. */
export interface TrainingProgress {
  readonly done: number;
  readonly total: number;
}

/** Figures of a forest on the rows that each of its trees has not seen. */
export interface OutOfBag {
  /** Rows that at least one tree has not seen. */
  readonly rows: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** What a trainer gives back. */
export interface GrownForest {
  readonly forest: FlatForest;
  /** Share of the decrease in impurity by feature; adds up to 1, all zero where no tree has a split. */
  readonly importance: Float64Array<ArrayBuffer>;
  /** Edges of the bins of each feature, where there are bins. */
  readonly edges?: readonly Float64Array<ArrayBuffer>[] | undefined;
  readonly outOfBag?: OutOfBag | undefined;
}

interface Trainer {
  /** Name and version of the engine, for evidence. */
  readonly id: string;
  /** Every option with its effective value, for evidence. */
  readonly options: Readonly<Record<string, number | string | boolean>>;
  /** Most rows it takes in reasonable time; callers that sample their rows stay below. */
  readonly maxRows: number;
}

/**
 * A way to learn classes, chosen by value: `trainClassifier({ trainer: binnedForest(), … })`. Same task, same forest. Gives way to
 * the event loop; rejects with `ABORTED` when the signal fires.
 */
export interface ClassifierTrainer extends Trainer {
  growClassifier(task: ClassifierTask): Promise<GrownForest>;
}

/** A way to learn numbers, chosen by value: `trainRegressor({ trainer: binnedForest(), … })`. */
export interface RegressorTrainer extends Trainer {
  growRegressor(task: RegressorTask): Promise<GrownForest>;
}
