import type { Evidence, FailureRisk, Insufficient } from '@usina/core';
import type { ClassifierScore, Feature } from '@usina/core/forest';
import { columnsFromRows } from '@usina/core/forest';
import { type AssetPast, assetPasts } from './AssetPast.ts';
import type { ComponentModel } from './ComponentModel.ts';
import { type FeaturePlan, featuresOf } from './FeaturePlan.ts';
import { featureRows } from './featureRows.ts';
import type { MachineHistory } from './MachineHistory.ts';

export interface RisksOptions {
  /** Nothing known later is looked at. [epoch ms] */
  atMs: number;
  /**
   * History up to now, where there is more than the training had: all of it, not only the news. Laid out once an object:
   * when something was added, give a new object. @defaultValue the history of the training
   */
  history?: MachineHistory;
}

/** How well the failures of one component were foreseen in held-out time. */
export interface ComponentQuality {
  readonly component: string;
  /** ROC-AUC, PR-AUC, Brier, F1 … on the last part of time, which nothing was fitted to. */
  readonly score: ClassifierScore;
  /** Calibrated probability from which a failure is called, chosen on the calibration part for the best F1. */
  readonly threshold: number;
  readonly calibration: string;
  /** What the model looks at, strongest first. */
  readonly importance: readonly (Feature & { readonly share: number })[];
}

/** Tells which machines are about to fail. Holds the history that it was trained on; nothing to close. */
export interface FailurePredictor {
  readonly horizonMs: number;
  readonly components: readonly ComponentQuality[];
  /** Components that failed too rarely to learn from, and why. */
  readonly untrained: readonly (Insufficient & { readonly component: string })[];
  /**
   * Calibrated probability that each component of each machine fails within the horizon after `atMs`, greatest first, with
   * the features that speak for it. A machine whose telemetry is silent throughout the window gets none: nothing is known of it.
   */
  risks(options: RisksOptions): FailureRisk[];
}

export interface PredictorParts {
  readonly history: MachineHistory;
  readonly plan: FeaturePlan;
  readonly horizonMs: number;
  readonly models: readonly ComponentModel[];
  readonly untrained: readonly (Insufficient & { readonly component: string })[];
  readonly evidence: Evidence;
}

/** Reasons given with a risk. */
const reasonCount = 5;

/** Reads trained models as a predictor. */
export function failurePredictor(parts: PredictorParts): FailurePredictor {
  const laidOut = new WeakMap<MachineHistory, AssetPast[]>();
  const pastsOf = (history: MachineHistory) => {
    const pasts = laidOut.get(history) ?? assetPasts(history);
    laidOut.set(history, pasts);
    return pasts;
  };
  return {
    horizonMs: parts.horizonMs,
    components: parts.models.map(({ component, score, threshold, calibration, model }) => ({
      component,
      score,
      threshold,
      calibration: calibration.method,
      importance: model.importance().sort((a, b) => b.share - a.share),
    })),
    untrained: parts.untrained,
    risks({ atMs, history = parts.history }) {
      const pasts = pastsOf(history).filter((past) => isHeard(past, parts.plan, atMs));
      if (pasts.length === 0) return [];
      const columns = columnsFromRows(featuresOf(parts.plan), featureRows(parts.plan, pasts, atMs));
      const risks = parts.models.flatMap((component) => componentRisks(parts, component, pasts, columns, atMs));
      return risks.sort((a, b) => b.probability - a.probability);
    },
  };
}

function componentRisks(
  { plan, horizonMs, evidence }: PredictorParts,
  { component, model, used, calibration, score }: ComponentModel,
  pasts: readonly AssetPast[],
  columns: ReturnType<typeof columnsFromRows>,
  atMs: number,
): FailureRisk[] {
  const features = used.map((index) => columns[index]!);
  const votes = model.predictProbability(features);
  const { contributions } = model.explain(features);
  return pasts.map((past, row) => ({
    assetId: past.assetId,
    component,
    atMs,
    horizonMs,
    probability: calibration.apply(votes[row]!),
    reasons: features
      .map(({ name, unit, values }, index) => ({
        feature: `${name} [${unit}]`,
        value: values[row]!,
        weight: contributions[index]![row]!,
      }))
      .filter(({ value, weight }) => weight > 0 && Number.isFinite(value))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, reasonCount),
    evidence: {
      ...evidence,
      sources: [past.assetId, ...evidence.sources],
      coverage: heardShare(past, plan, atMs),
      rule: `${evidence.rule}, ${calibration.method} calibration`,
      knownAtMs: atMs,
      notes: [...(evidence.notes ?? []), heldOut(score)],
    },
  }));
}

function heldOut({ rocAuc, prAuc, baseRate, rows }: ClassifierScore): string {
  return (
    `Held-out time: ROC-AUC ${rocAuc.toFixed(3)}, PR-AUC ${prAuc.toFixed(3)} at a base rate of ${baseRate.toFixed(4)} ` +
    `over ${rows} rows.`
  );
}

/** Share of the window in which the points of a machine were there; 1 for a plan without telemetry. */
function heardShare(past: AssetPast, { points, windowMs }: FeaturePlan, atMs: number): number {
  if (points.length === 0) return 1;
  const shares = points.map((point) => 1 - (past.points.get(point)?.over(atMs - windowMs, atMs).missing ?? 1));
  return shares.reduce((sum, share) => sum + share, 0) / points.length;
}

function isHeard(past: AssetPast, plan: FeaturePlan, atMs: number): boolean {
  return heardShare(past, plan, atMs) > 0;
}
