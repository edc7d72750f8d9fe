import { map, type OperatorFunction } from 'rxjs';
import type { AssetWindow, CounterWindow, PointWindow } from './AssetWindow.ts';
import type { CountedEnergy, EnergyWindow, MeasuredEnergy } from './EnergyWindow.ts';
import { requireOption } from './StreamError.ts';

/** Registers whose difference is the energy that an asset delivers. Either may be missing. */
export interface CounterPair {
  /** Register that grows with delivery. */
  delivered?: string;
  /** Register that grows with consumption. */
  consumed?: string;
}

export interface ToEnergyOptions {
  /**
   * `counter` or `power` for one method, `auto` for registers where the asset has ever sent one and power where not:
   * one method for the life of an asset, so that sums over windows telescope. @defaultValue 'auto'
   */
  from?: 'auto' | 'counter' | 'power';
  /** Point with the power, W, positive is delivery. @defaultValue 'acPowerW' */
  power?: string;
  /**
   * Registers, first match first.
   * @defaultValue exported less imported, discharged less charged, `energyWh`
   */
  counters?: readonly CounterPair[];
}

const standardCounters: readonly CounterPair[] = [
  { delivered: 'energyExportedWh', consumed: 'energyImportedWh' },
  { delivered: 'energyDischargedWh', consumed: 'energyChargedWh' },
  { delivered: 'energyWh' },
];
const msPerHour = 3_600_000;

/**
 * Energy of windows, from registers and from power, both shown where both are there.
 *
 * From registers: their growth within the window; roll-overs are counted on, resets and exchanges of a meter count
 * nothing and lower the coverage, growth over a gap is `unplacedWh`. From power: the time-weighted integral over
 * the covered part. Nothing is scaled up to the whole window.
 *
 * Throws `STREAM_OPTION` for an unknown method and registers without a name, when it is called.
 *
 * @example
 * fleet.readings.pipe(windowed({ everyMs: 900_000 }), toEnergy())
 * // 4 kW for a quarter of an hour: energyWh 1000, coverage 1, method 'power'
 */
export function toEnergy(options: ToEnergyOptions = {}): OperatorFunction<AssetWindow, EnergyWindow> {
  const { from = 'auto', power = 'acPowerW', counters = standardCounters } = options;
  requireOption('from', from, ['auto', 'counter', 'power'].includes(from), '"auto", "counter" or "power"');
  requireOption('power', power, typeof power === 'string', 'the name of a point');
  const arePairs = Array.isArray(counters) && counters.every((pair) => pair?.delivered ?? pair?.consumed);
  requireOption('counters', counters, arePairs, 'a list of registers: { delivered, consumed }, one of them at least');
  return map((window) => {
    const counted = countedEnergy(window, counters);
    const measured = powerEnergy(window, power);
    const chosen = from === 'counter' ? counted : from === 'power' ? measured : (counted ?? measured);
    let flags = 0;
    for (const point of chosen?.points ?? []) flags |= window.points[point]?.flags ?? 0;
    return {
      key: window.key,
      assetId: window.assetId,
      startMs: window.startMs,
      endMs: window.endMs,
      energyWh: chosen?.energyWh ?? Number.NaN,
      coverage: chosen?.coverage ?? 0,
      method: chosen === undefined ? 'none' : chosen === counted ? 'counter' : 'power',
      unplacedWh: chosen !== undefined && chosen === counted ? counted.unplacedWh : 0,
      counter: counted,
      power: measured,
      flags,
      lateReadings: window.lateReadings,
      lastOfPeriod: window.lastOfPeriod,
    };
  });
}

function powerEnergy({ points, startMs, endMs }: AssetWindow, point: string): MeasuredEnergy | undefined {
  const window = points[point];
  if (window?.kind !== 'gauge') return undefined;
  return {
    energyWh: window.coveredMs === 0 ? Number.NaN : window.integral / msPerHour,
    coverage: window.coveredMs / (endMs - startMs),
    points: [point],
    gaps: window.gaps,
  };
}

function countedEnergy(window: AssetWindow, pairs: readonly CounterPair[]): CountedEnergy | undefined {
  for (const pair of pairs) {
    const delivered = counterOf(window.points, pair.delivered);
    const consumed = counterOf(window.points, pair.consumed);
    if (!delivered && !consumed) continue;
    const both = [delivered, consumed].filter((counter) => counter !== undefined);
    const sum = (figure: (counter: CounterWindow) => number) => both.reduce((all, counter) => all + figure(counter), 0);
    // the mean, not the least: growth of one register is known also where the other was silent
    const coveredMs = sum((counter) => counter.coveredMs) / both.length;
    return {
      energyWh: coveredMs === 0 ? Number.NaN : (delivered?.increase ?? 0) - (consumed?.increase ?? 0),
      coverage: coveredMs / (window.endMs - window.startMs),
      points: [...(delivered ? [pair.delivered!] : []), ...(consumed ? [pair.consumed!] : [])],
      gaps: sum((counter) => counter.gaps),
      unplacedWh: (delivered?.unplaced ?? 0) - (consumed?.unplaced ?? 0),
      rollOvers: sum((counter) => counter.rollOvers),
      resets: sum((counter) => counter.resets),
      exchanges: sum((counter) => counter.exchanges),
    };
  }
  return undefined;
}

/** A register that the asset has ever given a number of: one that it only flags as not implemented is none. */
function counterOf(
  points: Readonly<Record<string, PointWindow>>,
  point: string | undefined,
): CounterWindow | undefined {
  const window = point === undefined ? undefined : points[point];
  return window?.kind === 'counter' && !Number.isNaN(window.lastValue) ? window : undefined;
}
