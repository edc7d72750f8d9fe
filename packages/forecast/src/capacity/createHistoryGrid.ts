import { flagsToBits } from '@usina/core';
import { seriesLength, unusableFlags } from '@usina/core/series';
import { zoneOffsetMs } from '@usina/core/time';
import { createCeiling } from './createCeiling.ts';
import { ForecastError } from './ForecastError.ts';
import type { SiteHistory } from './SiteHistory.ts';

const DAY_MS = 86_400_000;

/** Local days × slots of the day, by the wall clock. Day 0 is 1970-01-01. */
export interface DayGrid {
  readonly stepMs: number;
  /** Slots in a day of 24 hours. */
  readonly slots: number;
  /** Local day of an instant. */
  dayOf(ms: number): number;
  /** Slot of an instant. */
  slotOf(ms: number): number;
  /** When the wall clock shows a slot of a local day. */
  startOf(day: number, slot: number): number;
}

/** The history by local day and slot, with what was known when. */
export interface HistoryGrid extends DayGrid {
  readonly firstDay: number;
  readonly lastDay: number;
  /** Mean power, NaN where it is not there or was not known at `asOfMs`. [W] */
  powerW(day: number, slot: number, asOfMs: number): number;
  /** When a number was known, Infinity where there is none. [epoch ms] */
  knownAtMs(day: number, slot: number): number;
  /** Smallest (or 0) and largest number known at `asOfMs`. [W] */
  rangeW(asOfMs: number): readonly [lowW: number, highW: number];
}

/** The grid of local days; throws `FORECAST_GRID` for a step that does not divide the day. */
export function createDayGrid(stepMs: number, timeZone: string): DayGrid {
  if (DAY_MS % stepMs !== 0) {
    throw new ForecastError('FORECAST_GRID', `Read a step of ${stepMs} ms, expected one that divides the day.`, {
      context: { stepMs },
    });
  }
  const wall = (ms: number) => ms + zoneOffsetMs(ms, timeZone);
  return {
    stepMs,
    slots: DAY_MS / stepMs,
    dayOf: (ms) => Math.floor(wall(ms) / DAY_MS),
    slotOf: (ms) => Math.floor((((wall(ms) % DAY_MS) + DAY_MS) % DAY_MS) / stepMs),
    startOf: (day, slot) => {
      const wallMs = day * DAY_MS + slot * stepMs;
      return wallMs - zoneOffsetMs(wallMs - zoneOffsetMs(wallMs, timeZone), timeZone);
    },
  };
}

const unusableBits = flagsToBits(unusableFlags);

export interface HistoryGridOptions {
  timeZone: string;
  /** Most that the site can deliver; more is an error of the record. [W] @defaultValue ten times the usual daily peak */
  ceilingW?: number | undefined;
}

/**
 * Arranges a history by local day. Intervals covered by less than half, flagged unusable, or beyond what the site can deliver
 * count as missing; where a clock is set back the later pass of the hour is kept.
 */
export function createHistoryGrid({ power, knownAtMs }: SiteHistory, options: HistoryGridOptions): HistoryGrid {
  const { timeZone } = options;
  const grid = createDayGrid(power.stepMs, timeZone);
  const { slots } = grid;
  const length = seriesLength(power);
  if (knownAtMs !== undefined && knownAtMs.length !== length) {
    throw new ForecastError('FORECAST_INPUT', `Read ${knownAtMs.length} times of knowing for ${length} intervals.`, {
      context: { read: knownAtMs.length, expected: length },
    });
  }
  const firstDay = grid.dayOf(power.startMs);
  const lastDay = length === 0 ? firstDay - 1 : grid.dayOf(power.startMs + (length - 1) * power.stepMs);
  const days = lastDay - firstDay + 1;
  const values = new Float64Array(days * slots).fill(Number.NaN);
  const known = new Float64Array(days * slots).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < length; i++) {
    const value = power.columns.acPowerW[i]!;
    const flags = power.quality?.acPowerW?.[i] ?? 0;
    if (Number.isNaN(value) || power.coverage.acPowerW[i]! < 0.5 || (flags & unusableBits) !== 0) continue;
    const startMs = power.startMs + i * power.stepMs;
    const day = grid.dayOf(startMs) - firstDay;
    const at = day * slots + grid.slotOf(startMs);
    values[at] = value;
    known[at] = knownAtMs?.[i] ?? startMs + power.stepMs;
  }
  const ceilingW = createCeiling({ values, known, slots, fixedW: options.ceilingW });
  return {
    ...grid,
    firstDay,
    lastDay,
    rangeW: (asOfMs) => {
      let [lowW, highW] = [0, 0];
      for (let i = 0; i < values.length; i++) {
        if (!(known[i]! <= asOfMs) || values[i]! > ceilingW(asOfMs)) continue;
        lowW = Math.min(lowW, values[i]!);
        highW = Math.max(highW, values[i]!);
      }
      return [lowW, highW];
    },
    powerW: (day, slot, asOfMs) => {
      const at = (day - firstDay) * slots + slot;
      return known[at]! <= asOfMs && values[at]! <= ceilingW(asOfMs) ? values[at]! : Number.NaN;
    },
    knownAtMs: (day, slot) => known[(day - firstDay) * slots + slot] ?? Number.POSITIVE_INFINITY,
  };
}
