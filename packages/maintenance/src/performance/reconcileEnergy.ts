import { type Evidence, type Evidenced, evidenced, insufficient } from '@usina/core';
import { counterProgress } from '../history/counterProgress.ts';

export interface ReconcileEnergyOptions {
  assetId: string;
  startMs: number;
  stepMs: number;
  /** Mean power by interval, NaN where the row is missing. [W] */
  powerW: Float64Array;
  /** Register of a counter at the same rows, not differenced. [Wh] */
  registerWh: Float64Array;
}

/** Energy of one machine from its power and from its counter, and what stands between them. */
export interface EnergyReconciliation {
  /** Power over the rows that are there. [Wh] */
  readonly powerWh: number;
  /** Progress of the counter from the first row to the last. [Wh] */
  readonly counterWh: number;
  /** (power − counter) ÷ counter. */
  readonly difference: number;
  /** Progress of the counter across missing rows: energy that power cannot know of. [Wh] */
  readonly gapWh: number;
  /** What is left of the difference where rows follow one another: (power − counter) ÷ counter. */
  readonly unexplained: number;
  /** Times that the counter fell or leapt: a reset, an exchange, a row of nonsense. Their intervals are left out. */
  readonly breaks: number;
}

/**
 * Compares energy from power with energy from a counter, and says how much of the difference missing rows explain.
 *
 * Answers insufficient data with fewer than two consecutive rows or a counter that does not move.
 *
 * @example
 * // 4 kW for three quarters of an hour with the third row missing: the counter knows of 1 kWh that power does not
 * reconcileEnergy({ assetId: 'inverter-1', startMs: 0, stepMs: 900_000, powerW, registerWh })
 * // { ok: true, value: { powerWh: 3000, counterWh: 3000, gapWh: 2000, unexplained: 0, … }, evidence: { coverage: 0.75, … } }
 */
export function reconcileEnergy(
  options: ReconcileEnergyOptions,
): Evidenced<EnergyReconciliation, 'tooFewRows' | 'idleCounter'> {
  const { assetId, startMs, stepMs, powerW, registerWh } = options;
  const hours = stepMs / 3_600_000;
  const known = powerW
    .map((watts, row) => (Number.isFinite(registerWh[row]) ? watts : Number.NaN))
    .filter(Number.isFinite);
  const powerWh = known.reduce((sum, watts) => sum + watts * hours, 0);
  const registers = registerWh.map((register, row) => (Number.isFinite(powerW[row]) ? register : Number.NaN));
  let [pairedPowerWh, pairedCounterWh, gapWh, breaks] = [0, 0, 0, 0];
  for (const { from, to, progressWh } of counterProgress(registers)) {
    if (progressWh === undefined) breaks++;
    else if (to - from > 1) gapWh += progressWh;
    else {
      pairedPowerWh += ((powerW[from]! + powerW[to]!) / 2) * hours;
      pairedCounterWh += progressWh;
    }
  }
  const counterWh = pairedCounterWh + gapWh;
  const evidence: Evidence = {
    sources: [assetId],
    range: { startMs, endMs: startMs + powerW.length * stepMs },
    coverage: powerW.length === 0 ? 0 : known.length / powerW.length,
    rule: 'power integrated over rows against the progress of the counter',
    ...(breaks > 0 ? { notes: [`The counter fell or leapt ${breaks} times: those intervals are left out.`] } : {}),
  };
  if (known.length < 2)
    return insufficient('tooFewRows', `${assetId} has ${known.length} rows with power and counter.`, evidence);
  if (!(pairedCounterWh > 0)) return insufficient('idleCounter', `The counter of ${assetId} does not move.`, evidence);
  return evidenced(
    {
      powerWh,
      counterWh,
      difference: powerWh / counterWh - 1,
      gapWh,
      unexplained: pairedPowerWh / pairedCounterWh - 1,
      breaks,
    },
    evidence,
  );
}
