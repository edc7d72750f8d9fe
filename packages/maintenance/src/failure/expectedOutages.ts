import type { Availability, FailureRisk } from '@usina/core';

export interface ExpectedOutagesOptions {
  /** Risks of one moment, of `FailurePredictor.risks`. */
  risks: readonly FailureRisk[];
  /** From a failure until the machine is up again, by component or for all. [ms] */
  repairMs: number | Readonly<Record<string, number>>;
  /** Share of the capacity that is lost meanwhile. @defaultValue 1 */
  lostShare?: number;
  /** Risks below it are left out. @defaultValue 0.01 */
  minProbability?: number;
}

type Outages = Availability['outages'];

/**
 * What failures are expected to take away, interval by interval: a failure comes at any time within the horizon alike and
 * lasts for the repair. `availableShare` is the mean expected share of an interval; components of a machine fail independently.
 *
 * @example
 * // probability 0.5 within 24 h, 24 h to repair: of the first day a quarter is lost, of the second another quarter
 * expectedOutages({ risks, repairMs: 24 * 3_600_000 }).map((outage) => outage.availableShare) // [0.75, 0.75]
 */
export function expectedOutages({
  risks,
  repairMs,
  lostShare = 1,
  minProbability = 0.01,
}: ExpectedOutagesOptions): Outages {
  const repairOf = (component: string) => (typeof repairMs === 'number' ? repairMs : (repairMs[component] ?? 0));
  const byAsset = new Map<string, FailureRisk[]>();
  for (const risk of risks) {
    if (risk.probability < minProbability || repairOf(risk.component) <= 0) continue;
    byAsset.set(risk.assetId, [...(byAsset.get(risk.assetId) ?? []), risk]);
  }
  return [...byAsset].flatMap(([assetId, own]) => {
    const ends = own.flatMap(({ atMs, horizonMs, component }) => [
      atMs,
      atMs + horizonMs,
      atMs + horizonMs + repairOf(component),
    ]);
    const edges = [...new Set(ends)].sort((a, b) => a - b);
    return edges.slice(1).map((endMs, index) => {
      const startMs = edges[index]!;
      const up = own.map((risk) => 1 - lostShare * meanDownShare(risk, repairOf(risk.component), startMs, endMs));
      return {
        assetId,
        startMs,
        endMs,
        availableShare: up.reduce((product, share) => product * share, 1),
        because: own.map(({ component, probability }) => `${component} fails with ${percent(probability)}`).join(', '),
      };
    });
  });
}

/** Mean probability over an interval that the machine is down because of a risk. */
function meanDownShare(risk: FailureRisk, repairMs: number, startMs: number, endMs: number): number {
  const downUntil = (ms: number) => downTime(ms - risk.atMs, risk.horizonMs, repairMs);
  return (risk.probability * (downUntil(endMs) - downUntil(startMs))) / (endMs - startMs);
}

/** Expected time down until `elapsed`, given that the failure comes uniformly in the horizon. */
function downTime(elapsed: number, horizonMs: number, repairMs: number): number {
  // the machine is down from a failure to its repair: ramp up by failures, ramp down by repairs
  const integral = (time: number) => {
    const within = Math.min(Math.max(time, 0), horizonMs);
    return (within * within) / 2 / horizonMs + Math.max(0, time - horizonMs);
  };
  return integral(elapsed) - integral(elapsed - repairMs);
}

function percent(probability: number): string {
  return `${(100 * probability).toFixed(1)} %`;
}
