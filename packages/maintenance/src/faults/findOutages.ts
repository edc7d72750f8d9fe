import type { Finding } from '@usina/core';
import type { UnitPrice } from '@usina/core/money';
import type { Series } from '@usina/core/series';
import { irradianceOf } from '../history/irradianceOf.ts';
import { lossMoney } from '../history/lossMoney.ts';
import { commonGrid, type UnitHistory } from '../history/UnitHistory.ts';
import { usableValues } from '../history/usableValues.ts';
import { expectedPower } from './expectedPower.ts';
import { findingId } from './findingId.ts';
import { type Run, runsOf } from './runsOf.ts';

export interface FindOutagesOptions {
  /** Units of one site on one grid. */
  units: readonly UnitHistory[];
  /** With `poaWm2` or `ghiWm2`. Without irradiance nobody can tell an outage from the night: nothing is found. */
  weather?: Series | undefined;
  /** A unit must deliver when there is more sun than this. [W/m²] @defaultValue 300 */
  minIrradianceWm2?: number;
  /** What is looked at. @defaultValue 'acPowerW' */
  point?: 'acPowerW' | 'dcPowerW';
  /** Power up to which a unit stands still. [W] @defaultValue 0 */
  idlePowerW?: number;
  /** Rows this far apart are one outage unless the unit delivered in between. [ms] @defaultValue 7200000 */
  mergeMs?: number;
  /** Values the loss. */
  price?: UnitPrice | undefined;
}

/** A unit at rest takes less than this share of the most that it delivers; what takes more is a slip of the record. */
const standbyShare = 0.1;

/**
 * Finds units that stood still in the sun: one finding an outage, its magnitude the number of intervals seen at zero.
 * The loss is what the peers that were running delivered meanwhile (AC power, Wh); where none was running it is estimated
 * from the unit's usual response to the sun, and the evidence says so. Missing rows are not outages, nor are rows at which a
 * unit takes more than a tenth of what it can deliver.
 *
 * @example
 * findOutages({ units, weather })[0] // { rule: 'outage', magnitude: { value: 3, unit: 'intervals' }, lossWh: 7500, … }
 */
export function findOutages({
  units,
  weather,
  minIrradianceWm2 = 300,
  point = 'acPowerW',
  idlePowerW = 0,
  mergeMs = 7_200_000,
  price,
}: FindOutagesOptions): Finding[] {
  const { startMs, endMs, stepMs } = commonGrid(units, weather);
  const irradiance = irradianceOf(weather);
  if (!irradiance) return [];
  const sunny = [...irradiance.values.keys()].filter((interval) => irradiance.values[interval]! > minIrradianceWm2);
  const power = units.map(({ series }) => usableValues(series, point, { believe: ['unitSuspect', 'frozen'] }));
  const idle = power.map((values) => {
    if (!values) return [];
    const top = values.reduce((most, watts) => (watts > most ? watts : most), 0);
    const leastW = top > 0 ? -standbyShare * top : -Infinity;
    return sunny.filter((interval) => values[interval]! <= idlePowerW && values[interval]! >= leastW);
  });
  const idleUnits = new Map<number, number>();
  for (const interval of idle.flat()) idleUnits.set(interval, (idleUnits.get(interval) ?? 0) + 1);

  return units.flatMap((unit, index) => {
    const values = power[index];
    if (!values) return [];
    const runs = runsOf(idle[index]!, Math.max(1, Math.floor(mergeMs / stepMs)), (i) => values[i]! > idlePowerW);
    return runs.map((run): Finding => {
      const { lossWh, notes } = loss(units, index, run, irradiance.values, sunny, stepMs);
      const together = Math.max(...run.hits.map((interval) => idleUnits.get(interval)!));
      return {
        id: findingId('outage', unit.assetId, point, startMs + run.from * stepMs),
        assetId: unit.assetId,
        rule: 'outage',
        point,
        startMs: startMs + run.from * stepMs,
        endMs: startMs + run.to * stepMs,
        detectedAtMs: startMs + (run.from + 1) * stepMs,
        magnitude: { value: run.hits.length, unit: 'intervals' },
        ...(lossWh === undefined ? {} : { lossWh, ...lossMoney(lossWh, price) }),
        confidence: run.hits.length === 1 ? 0.8 : 0.99,
        action: actionFor(together, units.length),
        evidence: {
          sources: [unit.assetId, `weather:${irradiance.point}`],
          range: { startMs: startMs + run.from * stepMs, endMs: startMs + run.to * stepMs },
          coverage: run.hits.length / (run.to - run.from),
          rule: `${point} at most ${idlePowerW} W above ${minIrradianceWm2} W/m²`,
          knownAtMs: endMs,
          notes: [`${together} of ${units.length} units stood still at the same time at most.`, ...notes],
        },
      };
    });
  });
}

function actionFor(together: number, units: number): string {
  if (units > 1 && together === units)
    return 'All units stood still at once: check the grid connection and the plant switch.';
  if (units > 2 && together > units / 3)
    return 'Many units stood still at once: check what they share (feeder, combiner).';
  return 'Read the fault memory of the unit, check its DC switch and fuses, and restart it.';
}

function loss(
  units: readonly UnitHistory[],
  index: number,
  run: Run,
  irradianceWm2: Float64Array,
  sunny: readonly number[],
  stepMs: number,
): { lossWh?: number; notes: string[] } {
  const columns = units.map(({ series }) => usableValues(series, 'acPowerW'));
  const own = columns[index];
  if (!own) return { notes: ['No AC power: the loss is not known.'] };
  const sized = units.every(({ dcCapacityW }) => dcCapacityW !== undefined && dcCapacityW > 0);
  const sizes = units.map(({ dcCapacityW }) => (sized ? dcCapacityW! : 1));
  const others = [...units.keys()].filter((unit) => unit !== index && columns[unit] !== undefined);
  const peers = others.map((unit) => columns[unit]!);
  const peerSizes = others.map((unit) => sizes[unit]!);
  const expected = expectedPower({ own, peers, ownSize: sizes[index]!, peerSizes, irradianceWm2, sunny, at: run.hits });
  const known = expected.filter(Number.isFinite);
  if (known.length === 0) return { notes: ['No unit was running and none had run before: the loss is not known.'] };
  const alone = run.hits.some((interval) => !peers.some((peer) => peer[interval]! > 0));
  return {
    lossWh: known.reduce((sum, watts) => sum + watts * (stepMs / 3_600_000), 0),
    notes: alone
      ? ['No peer was running in part of it: the loss follows the unit’s usual response to irradiance.']
      : [],
  };
}
