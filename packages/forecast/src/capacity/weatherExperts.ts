import type { HistoryGrid } from './createHistoryGrid.ts';
import type { WeatherIssues } from './createWeatherIssues.ts';
import type { Expert } from './Expert.ts';

export interface WeatherExpertsOptions {
  history: HistoryGrid;
  issues: WeatherIssues;
  /** How long before a local day its forecast is issued: past days are learnt from what was forecast then. [ms] */
  leadMs: number;
}

/** Days that the correction is learnt from. */
const SPANS = [14, 45] as const;
/** Weight of the overall correction beside that of a time of day, in slots of mean power. */
const SHRINK = 10;

/**
 * Experts that correct what the weather forecast says by how it was wrong: one factor for all, or a factor by time of day,
 * drawn towards the overall one where little was seen.
 */
export function weatherExperts({ history, issues, leadMs }: WeatherExpertsOptions): Expert[] {
  return SPANS.flatMap((span) =>
    [false, true].map((byTimeOfDay) => ({
      id: `weather, corrected ${byTimeOfDay ? 'by time of day' : 'overall'} over ${span} days`,
      at(asOfMs: number) {
        const factors = correction({ history, issues, leadMs }, asOfMs, span, byTimeOfDay);
        return (day: number, slot: number) => factors[slot]! * issues.powerW(history.startOf(day, slot), asOfMs);
      },
    })),
  );
}

function correction(
  { history, issues, leadMs }: WeatherExpertsOptions,
  asOfMs: number,
  span: number,
  byTimeOfDay: boolean,
): Float64Array {
  const { slots } = history;
  const actual = new Float64Array(slots);
  const said = new Float64Array(slots);
  const lastDay = Math.min(history.dayOf(asOfMs), history.lastDay);
  for (let day = Math.max(lastDay - span + 1, history.firstDay); day <= lastDay; day++) {
    const knownMs = Math.min(asOfMs, history.startOf(day, 0) - leadMs);
    for (let slot = 0; slot < slots; slot++) {
      const value = history.powerW(day, slot, asOfMs);
      const power = issues.powerW(history.startOf(day, slot), knownMs);
      if (Number.isNaN(value) || Number.isNaN(power)) continue;
      actual[slot]! += value;
      said[slot]! += power;
    }
  }
  const allActual = actual.reduce((sum, value) => sum + value, 0);
  const allSaid = said.reduce((sum, value) => sum + value, 0);
  const overall = allSaid > 0 ? allActual / allSaid : Number.NaN;
  if (!byTimeOfDay) return new Float64Array(slots).fill(overall);
  const pull = (SHRINK * allSaid) / Math.max(said.filter((value) => value > 0).length * span, 1);
  return said.map((_, slot) => {
    const [a, s] = sumNear(actual, said, slot);
    return (a + overall * pull) / (s + pull);
  });
}

function sumNear(actual: Float64Array, said: Float64Array, slot: number): [number, number] {
  let a = 0;
  let s = 0;
  for (let k = Math.max(slot - 1, 0); k <= Math.min(slot + 1, actual.length - 1); k++) {
    a += actual[k]!;
    s += said[k]!;
  }
  return [a, s];
}
