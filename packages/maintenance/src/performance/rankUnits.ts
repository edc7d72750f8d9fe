import { type Evidence, type Evidenced, evidenced, insufficient } from '@usina/core';
import type { Money, UnitPrice } from '@usina/core/money';
import type { Series } from '@usina/core/series';
import { irradianceOf } from '../history/irradianceOf.ts';
import { lossMoney } from '../history/lossMoney.ts';
import { median } from '../history/median.ts';
import { peerMedian } from '../history/peerMedian.ts';
import { commonGrid, type UnitHistory } from '../history/UnitHistory.ts';
import { usableValues } from '../history/usableValues.ts';
import { sideOfDays } from './sideOfDays.ts';

export interface RankUnitsOptions {
  /** Units of one site on one grid. Where `dcCapacityW` is known of all, power is taken per watt of it. */
  units: readonly UnitHistory[];
  /** With `poaWm2` or `ghiWm2`. */
  weather?: Series | undefined;
  /** Only intervals with more irradiance count. [W/m²] @defaultValue 300 */
  minIrradianceWm2?: number;
  /** What is compared. A unit fault that all units share does not matter to the ratio. @defaultValue 'dcPowerW' */
  point?: 'dcPowerW' | 'acPowerW';
  /** Values the loss. */
  price?: UnitPrice | undefined;
}

/** One unit beside its peers. */
export interface UnitRank {
  readonly assetId: string;
  /** 1 is the weakest. */
  readonly rank: number;
  /** Median over the intervals of the unit's power over the median power of all units at that interval. */
  readonly ratio: number;
  /** Intervals that it stands on. */
  readonly intervals: number;
  /** Distance from the typical unit in robust standard deviations (1.4826 × median absolute deviation, at least 0.005); negative is weak. */
  readonly robustZ: number;
  /** Share of the days that point the same way. */
  readonly confidence: number;
  /** AC energy below the median unit over those intervals, 0 where it delivered more. Undefined without AC power. [Wh] */
  readonly lossWh?: number;
  readonly loss?: Money;
}

export type NoRanking = 'noIrradiance' | 'tooFewUnits' | 'tooFewIntervals';

/** Fewer units have no median worth the name. */
const minUnits = 3;
/** Units that agree better than this are told apart by noise only. */
const minSpread = 0.005;

/**
 * Ranks units by what they deliver beside their peers under the same sun, weakest first. Missing rows do no harm: at each
 * interval the units that reported are compared.
 *
 * Answers insufficient data without irradiance, with fewer than three units, or without a sunny interval.
 *
 * @example
 * // three units: a steady 9 kW beside two of 10 kW
 * rankUnits({ units, weather }).value[0] // { assetId: 'inverter-3', rank: 1, ratio: 0.9, … }
 */
export function rankUnits({
  units,
  weather,
  minIrradianceWm2 = 300,
  point = 'dcPowerW',
  price,
}: RankUnitsOptions): Evidenced<UnitRank[], NoRanking> {
  const { startMs, endMs, stepMs } = commonGrid(units, weather);
  const compared = units.filter(({ series }) => series.columns[point] !== undefined);
  const irradiance = irradianceOf(weather);
  const notes: string[] = [];
  const evidence: Evidence = {
    sources: [...compared.map(({ assetId }) => assetId), ...(irradiance ? [`weather:${irradiance.point}`] : [])],
    range: { startMs, endMs },
    rule: `median over intervals above ${minIrradianceWm2} W/m² of ${point} over the median of all units`,
    knownAtMs: endMs,
    notes,
  };
  if (!irradiance) return insufficient('noIrradiance', 'No irradiance was given (poaWm2 or ghiWm2).', evidence);
  if (compared.length < minUnits) {
    const message = `${compared.length} units have ${point}, at least ${minUnits} are needed.`;
    return insufficient('tooFewUnits', message, evidence);
  }
  const sunny = [...irradiance.values.keys()].filter((interval) => irradiance.values[interval]! > minIrradianceWm2);
  const sizes = unitSizes(compared, notes);
  const believe = { believe: ['unitSuspect'] } as const;
  const values = compared.map(({ series }) => usableValues(series, point, believe)!);
  const peers = peerMedian({ values, sizes, at: sunny });
  const losses = acLosses(compared, sizes, sunny, stepMs / 3_600_000);

  const rows = compared.flatMap(({ assetId }, unit) => {
    const ratios: number[] = [];
    const offsetsMs: number[] = [];
    for (const [index, interval] of sunny.entries()) {
      const ratio = values[unit]![interval]! / sizes[unit]! / peers[index]!;
      if (!Number.isFinite(ratio)) continue;
      ratios.push(ratio);
      offsetsMs.push(interval * stepMs);
    }
    if (ratios.length === 0) {
      notes.push(`${assetId} has no value in the sun and is not ranked.`);
      return [];
    }
    const lossWh = losses[unit];
    return {
      assetId,
      ratio: median(ratios),
      intervals: ratios.length,
      confidence: sideOfDays(ratios, offsetsMs),
      lossWh,
    };
  });
  if (rows.length === 0) {
    return insufficient('tooFewIntervals', `No unit has a value above ${minIrradianceWm2} W/m².`, evidence);
  }
  const centre = median(rows.map(({ ratio }) => ratio));
  const deviation = 1.4826 * median(rows.map(({ ratio }) => Math.abs(ratio - centre)));
  const spread = Math.max(deviation, minSpread);
  const ranks = rows
    .sort((a, b) => a.ratio - b.ratio)
    .map(({ lossWh, confidence, ...row }, index) => ({
      ...row,
      rank: index + 1,
      robustZ: (row.ratio - centre) / spread,
      confidence: Number.isFinite(confidence) ? confidence : 0,
      ...(lossWh === undefined ? {} : { lossWh, ...lossMoney(lossWh, price) }),
    }));
  const filled = rows.reduce((sum, { intervals }) => sum + intervals, 0);
  return evidenced(ranks, { ...evidence, coverage: filled / (sunny.length * compared.length) });
}

function unitSizes(units: readonly UnitHistory[], notes: string[]): number[] {
  if (units.every(({ dcCapacityW }) => dcCapacityW !== undefined && dcCapacityW > 0)) {
    return units.map(({ dcCapacityW }) => dcCapacityW!);
  }
  notes.push('The DC capacity of the units is not known: they are compared as if they were of one size.');
  return units.map(() => 1);
}

function acLosses(
  units: readonly UnitHistory[],
  sizes: readonly number[],
  sunny: readonly number[],
  hours: number,
): (number | undefined)[] {
  const columns = units.map(({ series }) => usableValues(series, 'acPowerW'));
  const known = [...columns.keys()].filter((unit) => columns[unit] !== undefined);
  const values = known.map((unit) => columns[unit]!);
  const peers = peerMedian({ values, sizes: known.map((unit) => sizes[unit]!), at: sunny });
  return columns.map((column, unit) => {
    if (!column) return undefined;
    let lossWh = 0;
    for (const [index, interval] of sunny.entries()) {
      const shortfall = peers[index]! * sizes[unit]! - column[interval]!;
      if (Number.isFinite(shortfall)) lossWh += shortfall * hours;
    }
    return Math.max(0, lossWh);
  });
}
