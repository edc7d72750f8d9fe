import type { Finding } from '@usina/core';
import { median } from '../history/median.ts';
import { commonGrid, type UnitHistory } from '../history/UnitHistory.ts';
import { findingId } from './findingId.ts';
import { type CounterColumns, intervalEnergy } from './intervalEnergy.ts';

export interface FindCounterFaultsOptions {
  /** Machines with `acPowerW` and the life-time counter `energyWh`. */
  units: readonly UnitHistory[];
  /** How the counter stands in the column. @defaultValue 'increments' */
  counters?: CounterColumns;
  /** Time over which both are summed before they are compared. [ms] @defaultValue 86400000 */
  windowMs?: number;
}

/** Energy of one stretch of time, told by power and by the counter over the intervals that both know. [Wh] */
interface Stretch {
  readonly first: number;
  readonly end: number;
  readonly powerWh: number;
  readonly counterWh: number;
}

/** A counter that tells less than half or more than twice of what power makes is not explained by loss or resolution. */
const tooFew = 0.5;
const tooMany = 2;
/** Less power than this share of the best stretch says nothing: registers move in steps. */
const leastShare = 0.05;

/**
 * Finds life-time counters that power contradicts: that stand still, fell back and stay, or run away. Compared by stretches of
 * `windowMs`; a factor of ten that holds all the time is a unit and left to `checkUnits`. The magnitude is what the counter
 * tells too much, negative where it tells too little. [kWh] Nothing was lost by it, so no loss is told.
 *
 * @example
 * findCounterFaults({ units })[0] // { rule: 'counterFault', point: 'energyWh', magnitude: { value: -41.2, unit: 'kWh' }, … }
 */
export function findCounterFaults(options: FindCounterFaultsOptions): Finding[] {
  const { units, counters = 'increments', windowMs = 86_400_000 } = options;
  const { stepMs, length } = commonGrid(units);
  const each = Math.max(1, Math.round(windowMs / stepMs));
  return units.flatMap((unit) => {
    const power = intervalEnergy(unit, 'acPowerW', counters);
    const counter = intervalEnergy(unit, 'energyWh', counters);
    if (!power || !counter) return [];
    const stretches = Array.from({ length: Math.ceil(length / each) }, (_, n) =>
      sumOver(power, counter, n * each, Math.min((n + 1) * each, length)),
    );
    const least = leastShare * stretches.reduce((most, { powerWh }) => Math.max(most, powerWh), 0);
    const telling = stretches.filter(({ powerWh }) => powerWh > 0 && powerWh >= least);
    const scale = scaleOf(telling);
    return runsOfFaults(telling, scale).map((run) => toFinding(unit, run, scale));
  });
}

function sumOver(power: Float64Array, counter: Float64Array, first: number, end: number): Stretch {
  let powerWh = 0;
  let counterWh = 0;
  for (let i = first; i < end; i++) {
    if (!(power[i]! > 0) || !Number.isFinite(counter[i]!)) continue;
    powerWh += power[i]!;
    counterWh += counter[i]!;
  }
  return { first, end, powerWh, counterWh };
}

/** The power of ten between both that holds most of the time: 1 where both are in one unit. */
function scaleOf(stretches: readonly Stretch[]): number {
  const typical = median(stretches.filter(({ counterWh }) => counterWh > 0).map((s) => s.counterWh / s.powerWh));
  return typical > 0 ? 10 ** Math.round(Math.log10(typical)) : 1;
}

/** Stretches that follow one another with the same fault, as one. */
function runsOfFaults(stretches: readonly Stretch[], scale: number): Stretch[] {
  const runs: Stretch[] = [];
  let before = 0;
  for (const stretch of stretches) {
    const ratio = stretch.counterWh / (stretch.powerWh * scale);
    const side = ratio < tooFew ? -1 : ratio > tooMany ? 1 : 0;
    const run = runs.at(-1);
    if (side !== 0 && side === before && run) {
      const powerWh = run.powerWh + stretch.powerWh;
      const counterWh = run.counterWh + stretch.counterWh;
      runs[runs.length - 1] = { first: run.first, end: stretch.end, powerWh, counterWh };
    } else if (side !== 0) runs.push(stretch);
    before = side;
  }
  return runs;
}

function toFinding({ assetId, series }: UnitHistory, run: Stretch, scale: number): Finding {
  const startMs = series.startMs + run.first * series.stepMs;
  const endMs = series.startMs + run.end * series.stepMs;
  const kWh = (wattHours: number) => `${(wattHours / 1_000).toFixed(1)} kWh`;
  const counted = run.counterWh / scale;
  const moved = counted < tooFew * run.powerWh ? 'stands still or counts too little' : 'runs ahead';
  return {
    id: findingId('counterFault', assetId, 'energyWh', startMs),
    assetId,
    rule: 'counterFault',
    point: 'energyWh',
    startMs,
    endMs,
    detectedAtMs: endMs,
    magnitude: { value: (counted - run.powerWh) / 1_000, unit: 'kWh' },
    confidence: 0.9,
    action: `The life-time counter ${moved}. Do not bill from it: read the meter, and look for a reset, an exchange or a stuck register.`,
    evidence: {
      sources: [assetId],
      range: { startMs, endMs },
      rule: 'the life-time counter against power over the same intervals',
      knownAtMs: endMs,
      notes: [`The counter tells ${kWh(counted)}, power makes ${kWh(run.powerWh)}.`],
    },
  };
}
