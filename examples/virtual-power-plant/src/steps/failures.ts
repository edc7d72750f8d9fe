import type { Availability, Evidenced, FailureRisk } from '@usina/core';
import {
  availabilityFrom,
  type FailurePredictor,
  type MachineHistory,
  trainFailurePredictor,
} from '@usina/maintenance/failure';
import type { Run } from '../Run.ts';

const hourMs = 3_600_000;
/** How far ahead a failure counts, and how long a visit with the part takes. */
export const horizonMs = 72 * hourMs;
const repairMs = 24 * hourMs;

export interface Failures {
  predictor: Evidenced<FailurePredictor>;
  risks: FailureRisk[];
  /** Those probable enough to be called a failure. */
  called: FailureRisk[];
  /** What will be down is not for sale. */
  availability: Availability;
}

/** Trains on what machines of the same make went through, and looks at the live ones as they stand at `atMs`. */
export async function foreseeFailures(options: {
  learnFrom: MachineHistory;
  live: MachineHistory;
  atMs: number;
  /** For the times of the evidence. */
  timeZone: string;
  run: Run;
}): Promise<Failures> {
  const { learnFrom, live, atMs, timeZone, run } = options;
  const { narrator, signal } = run;
  const predictor = await trainFailurePredictor({
    ...learnFrom,
    horizonMs,
    stepMs: 24 * hourMs,
    seed: run.options.seed,
    signal,
    onProgress: ({ step, done, total }) => narrator.progress(step, done, total),
  });
  if (!predictor.ok) {
    narrator.say(`Failure prediction: insufficient data (${predictor.reason}). ${predictor.message}`);
    narrator.evidence(predictor.evidence, timeZone);
    return { predictor, risks: [], called: [], availability: { issuedAtMs: atMs, outages: [] } };
  }
  for (const { component, score, threshold } of predictor.value.components) {
    narrator.say(
      `${component}: on time held back ROC-AUC ${score.rocAuc.toFixed(3)}, PR-AUC ${score.prAuc.toFixed(3)}; a failure is called from ${(100 * threshold).toFixed(0)} % on`,
    );
  }
  narrator.evidence(predictor.evidence, timeZone);
  const risks = predictor.value.risks({ atMs, history: live });
  for (const { assetId, component, probability, reasons } of risks.slice(0, 2)) {
    narrator.say(
      `${assetId}: ${component} fails within ${horizonMs / hourMs} h with ${(100 * probability).toFixed(0)} %; speaks for it: ${reasons[0]?.feature ?? 'nothing in particular'}`,
    );
  }
  const thresholds = new Map(predictor.value.components.map(({ component, threshold }) => [component, threshold]));
  const called = risks.filter(({ component, probability }) => probability >= (thresholds.get(component) ?? 1));
  narrator.say(
    called.length === 0
      ? 'None is called: no visit is needed.'
      : `Called, so that a visit is due: ${called.map(({ assetId, component }) => `${component} of ${assetId}`).join(', ')}`,
  );
  return { predictor, risks, called, availability: availabilityFrom({ issuedAtMs: atMs, risks, repairMs }) };
}
