import { type Evidence, type Evidenced, evidenced, type Insufficient, insufficient } from '@usina/core';
import { UsinaError } from '@usina/core/errors';
import { type ClassifierTrainer, splitByTime } from '@usina/core/forest';
import { mlRandomForest } from '@usina/core/forest/ml';
import { breather } from './breather.ts';
import { type ComponentModel, trainComponent } from './ComponentModel.ts';
import { type FailurePredictor, failurePredictor } from './FailurePredictor.ts';
import { planFeatures } from './FeaturePlan.ts';
import { failureLabels, failuresIn, failureTimes } from './failureLabels.ts';
import type { MachineHistory } from './MachineHistory.ts';
import { riskTable } from './RiskTable.ts';

export interface TrainFailurePredictorOptions extends MachineHistory {
  /** How far ahead a failure counts. [ms] */
  horizonMs: number;
  /** Time between two looks at a machine. [ms] @defaultValue a quarter of the horizon */
  stepMs?: number;
  /** Recent past that features sum up. [ms] @defaultValue 86400000 (24 h) */
  windowMs?: number;
  /** Longer past that the recent one is held against. [ms] @defaultValue 604800000 (7 d) */
  trendMs?: number;
  /** Time to learn from. @defaultValue from the first to the last telemetry, or event where there is none */
  startMs?: number;
  endMs?: number;
  /** @defaultValue mlRandomForest({ trees: 100, rowsPerTree: 300 }) */
  trainer?: ClassifierTrainer;
  /** @defaultValue 1 */
  seed?: number;
  signal?: AbortSignal;
  onProgress?: (progress: PredictorProgress) => void;
}

/** Moments looked at, or trees grown for one component. */
export interface PredictorProgress {
  readonly step: 'features' | 'training';
  readonly component?: string;
  readonly done: number;
  readonly total: number;
}

export type NoPredictor = 'noFailures' | 'tooFewFailures' | 'tooShort';

/** Shares of the time to train, calibrate and score, in this order. */
const shares = [0.6, 0.2, 0.2] as const;
/** Fewest different failures of a component in each of these parts. */
const minFailures = [5, 2, 2] as const;

/**
 * Learns from what machines measured and suffered which of their components fail within a horizon. Time is split in three with
 * an embargo of one horizon at each cut: trained on the first part, calibrated on the second, scored on the third. The past
 * alone speaks at each moment. A component with fewer than 5, 2 and 2 failures in the parts is not learnt; when that holds for
 * all, the answer is insufficient data.
 *
 * Throws `MAINTENANCE_OPTION_INVALID`, what the trainer throws, and `ABORTED`.
 *
 * @example
 * const trained = await trainFailurePredictor({ telemetry, events, horizonMs: 24 * 3_600_000, seed: 1 });
 * if (trained.ok) trained.value.risks({ atMs }); // [{ assetId: 'inverter-3', component: 'fan', probability: 0.62, … }, …]
 */
export async function trainFailurePredictor(
  options: TrainFailurePredictorOptions,
): Promise<Evidenced<FailurePredictor, NoPredictor>> {
  const { telemetry, events, attributes, horizonMs, windowMs = 86_400_000, trendMs = 604_800_000, signal } = options;
  const { seed = 1, stepMs = horizonMs / 4, trainer = mlRandomForest({ trees: 100, rowsPerTree: 300 }) } = options;
  for (const [name, value] of Object.entries({ horizonMs, stepMs, windowMs, trendMs })) {
    if (value > 0 && Number.isFinite(value)) continue;
    throw new UsinaError('MAINTENANCE_OPTION_INVALID', `Read ${name} ${value}, expected milliseconds above 0.`, {
      context: { name, value },
    });
  }
  const history: MachineHistory = { telemetry, events, attributes };
  const breathe = breather('Training a failure predictor', signal);
  const { startMs, endMs } = { ...spanOf(history), ...definedBounds(options) };
  const evidence: Evidence = {
    sources: [`${telemetry?.length ?? 0} machines with telemetry`, `${events.length} events`],
    range: { startMs, endMs },
    rule: `failure predictor 1 on ${trainer.id}`,
    knownAtMs: endMs,
  };
  const failures = failureTimes(history);
  if (failures.size === 0) return insufficient('noFailures', 'The events hold no failure to learn from.', evidence);
  const times = momentsOf(startMs + windowMs, endMs - horizonMs, stepMs);
  if (times.length < 10) {
    const message = `The history leaves ${times.length} moments after a window and before a horizon, 10 are needed.`;
    return insufficient('tooShort', message, evidence);
  }
  const [train, calibrate, test] = splitByTime({ timesMs: times, shares, embargoMs: horizonMs });
  const plan = planFeatures({ history, windowMs, trendMs, untilMs: train!.endMs });
  let done = 0;
  const table = await riskTable({
    history,
    plan,
    timesMs: times,
    breathe: () => {
      options.onProgress?.({ step: 'features', done: ++done, total: times.length });
      return breathe();
    },
  });
  const rowsOf = (part: { startMs: number; endMs: number } | undefined) =>
    [...table.timesMs.keys()].filter((row) => {
      const atMs = table.timesMs[row]!;
      return part !== undefined && atMs >= part.startMs && atMs < part.endMs;
    });
  const parts = { train: rowsOf(train), calibrate: rowsOf(calibrate), test: rowsOf(test) };

  const models: ComponentModel[] = [];
  const untrained: (Insufficient<NoPredictor> & { component: string })[] = [];
  for (const [component, failed] of failures) {
    const counts = Object.values(parts).map((rows) => failuresIn(table, rows, failed, horizonMs));
    if (counts.some((count, index) => count < minFailures[index]!)) {
      const message = `${component} failed ${counts.join(', ')} times in the parts, at least ${minFailures.join(', ')} are needed.`;
      untrained.push({ component, ...insufficient('tooFewFailures', message, evidence) });
      continue;
    }
    const model = await trainComponent({
      component,
      table,
      labels: failureLabels(table, failed, horizonMs),
      parts,
      trainer,
      seed,
      signal,
      breathe,
      onTree: (trees, total) => options.onProgress?.({ step: 'training', component, done: trees, total }),
    });
    models.push(model);
  }
  if (models.length === 0) {
    return insufficient('tooFewFailures', untrained.map(({ message }) => message).join(' '), evidence);
  }
  return evidenced(failurePredictor({ history, plan, horizonMs, models, untrained, evidence }), evidence);
}

function definedBounds({ startMs, endMs }: { startMs?: number; endMs?: number }) {
  return { ...(startMs === undefined ? {} : { startMs }), ...(endMs === undefined ? {} : { endMs }) };
}

/** From the first to the last telemetry; from the first to the last event where there is none. */
function spanOf({ telemetry = [], events }: MachineHistory): { startMs: number; endMs: number } {
  const ranges =
    telemetry.length > 0
      ? telemetry.map(({ series }) => {
          const length = Object.values(series.columns)[0]?.length ?? 0;
          return [series.startMs, series.startMs + length * series.stepMs] as const;
        })
      : events.map(({ atMs }) => [atMs, atMs] as const);
  let [startMs, endMs] = [Infinity, -Infinity];
  for (const [from, to] of ranges) {
    startMs = Math.min(startMs, from);
    endMs = Math.max(endMs, to);
  }
  return { startMs, endMs };
}

function momentsOf(fromMs: number, untilMs: number, stepMs: number): number[] {
  const times: number[] = [];
  for (let atMs = fromMs; atMs <= untilMs; atMs += stepMs) times.push(atMs);
  return times;
}
