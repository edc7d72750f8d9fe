import type { Finding } from '@usina/core';
import { commonGrid, type UnitHistory } from '../history/UnitHistory.ts';
import { compareEnergies, type EnergyComparison } from './compareEnergies.ts';
import { findingId } from './findingId.ts';
import type { CounterColumns } from './intervalEnergy.ts';

export interface CheckUnitsOptions {
  /** Machines with at least two of `acPowerW`, `dcPowerW`, `energyWh`, `energyTodayWh`. */
  units: readonly UnitHistory[];
  /** How the energy columns stand. @defaultValue 'increments' */
  counters?: CounterColumns;
  /** Fewest intervals with power for a verdict. @defaultValue 20 */
  minIntervals?: number;
}

/** A quantity beside the others, its distance from the base as a power of ten. */
interface Witness {
  readonly point: string;
  readonly exponent: number;
}

/** Farther than this from a power of ten the unit is not what is wrong: ±26 %. */
const tolerance = 0.1;

/**
 * Proves which recorded quantity of a machine is off by a power of ten. AC power, DC power and the energy counters tell the
 * same energy over the same intervals; the quantity that stands alone against the agreement of the others is wrong, and its
 * finding proposes a `correction` flagged `unitSuspect`. Nothing is corrected here. Where as many quantities say one thing as
 * another, the finding says that nobody can tell, without a correction.
 *
 * @example
 * // DC recorded ten times too large, AC and both counters agree
 * checkUnits({ units })[0] // { rule: 'unitSuspect', point: 'dcPowerW', correction: { factor: 0.1, flag: 'unitSuspect' }, … }
 */
export function checkUnits({ units, counters = 'increments', minIntervals = 20 }: CheckUnitsOptions): Finding[] {
  const range = commonGrid(units);
  return units.flatMap((unit) => {
    const compared = compareEnergies(unit, counters);
    const enough = compared?.comparisons.filter(({ intervals }) => intervals >= minIntervals) ?? [];
    if (!compared || enough.length === 0) return [];
    const witnesses: Witness[] = [{ point: compared.base, exponent: 0 }];
    for (const { point, ratio } of enough) {
      const exponent = Math.round(Math.log10(ratio));
      if (Math.abs(Math.log10(ratio) - exponent) <= tolerance) witnesses.push({ point, exponent: exponent + 0 });
    }
    const agreed = agreement(witnesses);
    const notes = enough.map((comparison) => describe(comparison, compared.base));
    const suspects = witnesses.filter(({ exponent }) => exponent !== (agreed?.exponent ?? 0));
    return suspects.map((suspect) =>
      toFinding({ unit, suspect, agreed, notes, startMs: range.startMs, endMs: range.endMs }),
    );
  });
}

/** The power of ten that more quantities share than any other, if there is one. */
function agreement(witnesses: readonly Witness[]): { exponent: number; points: string[] } | undefined {
  const groups = new Map<number, string[]>();
  for (const { exponent, point } of witnesses) groups.set(exponent, [...(groups.get(exponent) ?? []), point]);
  const [first, second] = [...groups].sort((a, b) => b[1].length - a[1].length);
  if (!first || (second && second[1].length === first[1].length)) return undefined;
  return { exponent: first[0], points: first[1] };
}

function describe({ point, energyWh, baseWh, intervals }: EnergyComparison, base: string): string {
  const kWh = (wh: number) => `${(wh / 1000).toFixed(1)} kWh`;
  return (
    `${point} ${kWh(energyWh)} against ${base} ${kWh(baseWh)} over the same ${intervals} intervals with power: ` +
    `ratio ${(energyWh / baseWh).toFixed(4)}.`
  );
}

function toFinding(options: {
  unit: UnitHistory;
  suspect: Witness;
  agreed: { exponent: number; points: string[] } | undefined;
  notes: string[];
  startMs: number;
  endMs: number;
}): Finding {
  const { unit, suspect, agreed, notes, startMs, endMs } = options;
  const off = 10 ** (suspect.exponent - (agreed?.exponent ?? 0));
  const size = off > 1 ? `${off} times too large` : `${1 / off} times too small`;
  const action = agreed
    ? `${suspect.point} is recorded ${size}; ${agreed.points.join(', ')} agree. Correct the scale at the source.`
    : `${suspect.point} differs by a factor of ${off} and nothing says which side is right. Read a counter or the display.`;
  return {
    id: findingId('unitSuspect', unit.assetId, suspect.point, startMs),
    assetId: unit.assetId,
    rule: 'unitSuspect',
    point: suspect.point,
    startMs,
    endMs,
    detectedAtMs: endMs,
    magnitude: { value: off, unit: '×' },
    ...(agreed ? { correction: { factor: 1 / off, flag: 'unitSuspect' as const } } : {}),
    confidence: agreed ? 1 - 0.1 ** (agreed.points.length - 1) : 0.5,
    action,
    evidence: {
      sources: [unit.assetId],
      range: { startMs, endMs },
      rule: 'the same energy by power and by counters, to the power of ten',
      knownAtMs: endMs,
      notes,
    },
  };
}
