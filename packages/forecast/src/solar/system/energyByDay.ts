import { type Series, seriesEndMs, seriesLength } from '@usina/core/series';
import { dayRange, localDateOf } from '@usina/core/time';

/** Energy of a local day. */
export interface DayEnergy {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Of the intervals that have a number. [Wh] */
  readonly energyWh: number;
  /** Share of the whole local day that they are. */
  readonly coverage: number;
}

/**
 * Energy by local day of the mean power in `acPowerW`. A day has 23 or 25 hours where clocks change; an interval across
 * midnight is split by time.
 */
export function energyByDay(power: Series<'acPowerW'>, timeZone: string): DayEnergy[] {
  const { startMs, stepMs, columns, coverage } = power;
  const length = seriesLength(power);
  if (length === 0) return [];
  const endMs = seriesEndMs(power);
  const days: DayEnergy[] = [];
  for (let atMs = startMs; atMs < endMs; ) {
    const date = localDateOf(atMs, timeZone);
    const { startMs: dayStartMs, endMs: dayEndMs } = dayRange(date, timeZone);
    let energyWh = 0;
    let coveredMs = 0;
    const first = Math.max(Math.floor((dayStartMs - startMs) / stepMs), 0);
    for (let i = first; i < length && startMs + i * stepMs < dayEndMs; i++) {
      const value = columns.acPowerW[i]!;
      if (Number.isNaN(value)) continue;
      const at = startMs + i * stepMs;
      const overlapMs = Math.min(at + stepMs, dayEndMs) - Math.max(at, dayStartMs);
      energyWh += (value * overlapMs) / 3_600_000;
      coveredMs += overlapMs * coverage.acPowerW[i]!;
    }
    days.push({ date, energyWh, coverage: coveredMs / (dayEndMs - dayStartMs) });
    atMs = dayEndMs;
  }
  return days;
}
