import {
  balancedSample,
  bestF1,
  type Calibration,
  type ClassifierModel,
  type ClassifierScore,
  type ClassifierTrainer,
  fitIsotonic,
  fitPlatt,
  scoreClassifier,
  trainClassifier,
} from '@usina/core/forest';
import { columnsOf, type RiskTable } from './RiskTable.ts';

/** The trained part of a predictor for one component. */
export interface ComponentModel {
  readonly component: string;
  readonly model: ClassifierModel;
  /** Columns of the risk table that the model was trained on. */
  readonly used: readonly number[];
  readonly calibration: Calibration;
  /** Probability from which a failure is called, chosen on the calibration part for the best F1. */
  readonly threshold: number;
  /** On the last part of time, which nothing was fitted to. */
  readonly score: ClassifierScore;
}

export interface TrainComponentOptions {
  component: string;
  table: RiskTable;
  labels: Uint8Array;
  parts: { readonly train: readonly number[]; readonly calibrate: readonly number[]; readonly test: readonly number[] };
  trainer: ClassifierTrainer;
  seed: number;
  signal?: AbortSignal | undefined;
  onTree: (done: number, total: number) => void;
  breathe: () => Promise<void>;
}

/** Negative rows kept for each positive one in training. */
const negativesPerPositive = 5;
/** More rows teach a forest little when positives are all in. */
const maxTrainingRows = 6_000;
/** Below this many positive rows steps are too coarse, and a curve is fitted. */
const isotonicPositives = 50;

/** Trains, calibrates and scores the model of one component, each on its own part of time. */
export async function trainComponent(options: TrainComponentOptions): Promise<ComponentModel> {
  const { component, table, labels, parts, trainer, seed, signal, breathe } = options;
  const sample = balancedSample({
    labels: parts.train.map((row) => labels[row]!),
    negativesPerPositive,
    maxRows: Math.min(trainer.maxRows, maxTrainingRows),
    seed,
  }).map((index) => parts.train[index]!);
  const columns = columnsOf(table, sample);
  const used = [...columns.keys()].filter((index) => columns[index]!.values.some(Number.isFinite));
  const model = await trainClassifier({
    features: used.map((index) => columns[index]!),
    labels: sample.map((row) => labels[row]!),
    trainer,
    seed,
    onProgress: ({ done, total }) => options.onTree(done, total),
    ...(signal ? { signal } : {}),
  });
  const judged = async (rows: readonly number[]) => ({
    labels: rows.map((row) => labels[row]!),
    probabilities: await votesOf({ model, used }, table, rows, breathe),
  });
  const held = await judged(parts.calibrate);
  const positives = held.labels.filter((label) => label === 1).length;
  const calibration = (positives < isotonicPositives ? fitPlatt : fitIsotonic)(held);
  const calibrated = (votes: number[]) => votes.map((vote) => calibration.apply(vote));
  const { threshold } = bestF1({ labels: held.labels, probabilities: calibrated(held.probabilities) });
  const last = await judged(parts.test);
  const score = scoreClassifier({ ...last, probabilities: calibrated(last.probabilities), threshold });
  return { component, model, used, calibration, threshold, score };
}

/** Votes of a model for rows of a table, in blocks. */
async function votesOf(
  { model, used }: Pick<ComponentModel, 'model' | 'used'>,
  table: RiskTable,
  rows: readonly number[],
  breathe: () => Promise<void>,
): Promise<number[]> {
  const votes: number[] = [];
  for (let from = 0; from < rows.length; from += 1_000) {
    const columns = columnsOf(table, rows.slice(from, from + 1_000));
    votes.push(...model.predictProbability(used.map((index) => columns[index]!)));
    await breathe();
  }
  return votes;
}
