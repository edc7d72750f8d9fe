import type { FlatForest } from './FlatForest.ts';

/** What a trainer is handed: checked columns, class indices, a seed. */
export interface TrainingTask {
  /** One array a feature, of equal length; NaN says missing, no value is infinite, no column is all missing. */
  readonly columns: readonly Float64Array[];
  /** Index into the classes by row. */
  readonly classOfRow: Int32Array;
  readonly classCount: number;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined;
}

/** Trees grown so far. */
export interface TrainingProgress {
  readonly done: number;
  readonly total: number;
}

/** What a trainer gives back. */
export interface GrownForest {
  readonly forest: FlatForest;
  /** Share of the decrease in impurity by feature; adds up to 1, all zero where no tree has a split. */
  readonly importance: Float64Array<ArrayBuffer>;
}

/** A way to grow trees, chosen by value: `trainClassifier({ trainer: mlRandomForest(), … })`. */
export interface ClassifierTrainer {
  /** Name and version of the engine, for evidence. */
  readonly id: string;
  /** Every option with its effective value, for evidence. */
  readonly options: Readonly<Record<string, number | string | boolean>>;
  /** Most rows it takes in reasonable time; callers that sample their rows stay below. */
  readonly maxRows: number;
  /** Same task, same forest. Gives way to the event loop between trees; rejects with `ABORTED` when the signal fires. */
  train(task: TrainingTask): Promise<GrownForest>;
}
