import type { UnitHistory } from '../history/UnitHistory.ts';
import { type CounterColumns, intervalEnergy } from './intervalEnergy.ts';

/** One quantity beside the quantity that all are compared with, over the intervals that both have. */
export interface EnergyComparison {
  readonly point: string;
  readonly energyWh: number;
  readonly baseWh: number;
  /** Energy over base energy, the loss of an inverter taken into account: 1 when both are in the right unit. */
  readonly ratio: number;
  readonly intervals: number;
}

/** DC power stands above AC power by the loss of the inverter, some 2 to 6 %. */
const expectedRatio: Readonly<Record<string, number>> = { acPowerW: 1, dcPowerW: 1.04, energyWh: 1, energyTodayWh: 1 };

/** Compares every energy that a unit records with its AC power, or with its DC power where it has no other. */
export function compareEnergies(
  unit: UnitHistory,
  counters: CounterColumns,
): { base: string; comparisons: EnergyComparison[] } | undefined {
  const energies = new Map<string, Float64Array>();
  for (const point of Object.keys(expectedRatio)) {
    const energy = intervalEnergy(unit, point, counters);
    if (energy?.some((value) => value > 0)) energies.set(point, energy);
  }
  const [base, baseEnergy] = [...energies][0] ?? [];
  if (base === undefined || baseEnergy === undefined || base.startsWith('energy')) return undefined;
  const comparisons = [...energies].slice(1).map(([point, energy]): EnergyComparison => {
    let [energyWh, baseWh, intervals] = [0, 0, 0];
    for (const [interval, own] of energy.entries()) {
      const reference = baseEnergy[interval]!;
      if (!Number.isFinite(own) || !Number.isFinite(reference)) continue;
      energyWh += own;
      baseWh += reference;
      if (reference > 0) intervals++;
    }
    const ratio = energyWh / baseWh / (expectedRatio[point]! / expectedRatio[base]!);
    return { point, energyWh, baseWh, ratio, intervals };
  });
  return { base, comparisons };
}
