import { binnedForest, boostedTrees, type ClassifierTrainer } from '@usina/core/forest';
import { mlRandomForest } from '@usina/core/forest/ml';

export interface TrainerOptions {
  /** Trees, or rounds of boosting; the default of the trainer when absent. */
  trees?: number | undefined;
  /** Deepest level, 0 for no limit. */
  maxDepth?: number | undefined;
  minLeaf?: number | undefined;
}

/** Trainers by the names that the command line knows. */
const trainers: Record<
  string,
  (options: { trees?: number; maxDepth?: number; minLeaf?: number }) => ClassifierTrainer
> = {
  forest: binnedForest,
  boosted: ({ trees, ...options }) => boostedTrees({ ...options, ...(trees === undefined ? {} : { rounds: trees }) }),
  ml: (options) => mlRandomForest({ ...options, maxRows: Number.MAX_SAFE_INTEGER }),
};

/** A trainer by name; throws where there is none of that name. */
export function trainerOf(name: string, options: TrainerOptions = {}): ClassifierTrainer {
  const create = trainers[name];
  if (!create) throw new Error(`No trainer "${name}". Known: ${Object.keys(trainers).join(', ')}.`);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return create(given);
}
