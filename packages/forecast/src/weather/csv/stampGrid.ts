import type { IntervalLabel } from '../Weather.ts';
import { WeatherError } from '../WeatherError.ts';

export interface StampGridOptions {
  /** Instants in the order of the file. [epoch ms] */
  stamps: readonly number[];
  /** Line of each stamp, for messages. */
  lineOf: readonly number[];
  file: string;
  column: string;
  label: IntervalLabel;
  stepMs?: number | undefined;
}

export interface StampGrid {
  /** Start of the first interval. [epoch ms] */
  startMs: number;
  stepMs: number;
  length: number;
  /** Interval of each stamp. */
  indexOf: Int32Array;
}

/** How far before its stamp an interval starts, in steps. */
const stepsBefore: Readonly<Record<IntervalLabel, number>> = { start: 0, end: 1, mid: 0.5, instant: 0 };

/** The regular grid, keyed by interval start, that the stamps of a file lie on. */
export function stampGrid({ stamps, lineOf, file, column, label, stepMs: given }: StampGridOptions): StampGrid {
  if (stamps.length === 0) {
    throw new WeatherError('WEATHER_CSV_EMPTY', `${file}: read no rows, expected a header and at least one row.`, {
      context: { file },
    });
  }
  const order = Uint32Array.from(stamps, (_, i) => i).sort((a, b) => stamps[a]! - stamps[b]!);
  let stepMs = given ?? Number.POSITIVE_INFINITY;
  for (let k = 1; k < order.length; k++) {
    const distance = stamps[order[k]!]! - stamps[order[k - 1]!]!;
    if (distance === 0) {
      const [first, second] = [lineOf[order[k - 1]!]!, lineOf[order[k]!]!].sort((a, b) => a - b);
      throw new WeatherError(
        'WEATHER_CSV_DUPLICATE',
        `${file}, line ${second}, column "${column}": read ${iso(stamps[order[k]!]!)} again (first in line ${first}), expected each stamp once.`,
        { context: { file, line: second, column, firstLine: first, atMs: stamps[order[k]!] } },
      );
    }
    if (given === undefined) stepMs = Math.min(stepMs, distance);
  }
  if (!Number.isFinite(stepMs)) {
    throw new WeatherError('WEATHER_CSV_GRID', `${file}: read one row, expected two or the option stepMs.`, {
      context: { file },
    });
  }
  const firstMs = stamps[order[0]!]!;
  const indexOf = Int32Array.from(stamps, (atMs, i) => {
    const index = (atMs - firstMs) / stepMs;
    if (Number.isInteger(index)) return index;
    throw new WeatherError(
      'WEATHER_CSV_GRID',
      `${file}, line ${lineOf[i]}, column "${column}": read ${iso(atMs)}, expected a whole number of steps of ${stepMs / 1000} s after ${iso(firstMs)}.`,
      { context: { file, line: lineOf[i], column, atMs, stepMs } },
    );
  });
  const length = (stamps[order.at(-1)!]! - firstMs) / stepMs + 1;
  return { startMs: firstMs - stepsBefore[label] * stepMs, stepMs, length, indexOf };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
