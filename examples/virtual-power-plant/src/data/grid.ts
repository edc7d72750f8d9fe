import { UsinaError } from '@usina/core/errors';
import { zoneOffsetMs } from '@usina/core/time';

/** A regular time grid from the first to the last stamp. */
export interface Grid {
  startMs: number;
  stepMs: number;
  length: number;
  indexOf(ms: number): number;
  /** A column of NaN. */
  empty(): Float64Array<ArrayBuffer>;
}

const dayMs = 86_400_000;
const maxLength = 4_000_000;

/**
 * The grid that stamps lie on: the step is the smallest distance, and every stamp must be a whole number of steps from the
 * first and from local midnight.
 */
export function gridOf(file: string, stamps: Float64Array, timeZone: string): Grid {
  const sorted = Float64Array.from(new Set(stamps)).sort();
  const startMs = sorted[0]!;
  let stepMs = Number.POSITIVE_INFINITY;
  for (let i = 1; i < sorted.length; i += 1) stepMs = Math.min(stepMs, sorted[i]! - sorted[i - 1]!);
  if (!Number.isFinite(stepMs))
    throw new UsinaError('DATA_ONE_STAMP', `${file}: read a single time stamp, expected a record of days.`, {
      context: { file },
    });
  const off = sorted.find((ms) => (ms - startMs) % stepMs !== 0);
  const length = (sorted.at(-1)! - startMs) / stepMs + 1;
  if (off !== undefined || length > maxLength) {
    const at = new Date(off ?? sorted.at(-1)!).toISOString().slice(0, 16);
    throw new UsinaError(
      'DATA_IRREGULAR',
      `${file}: the stamp ${at} is not on a grid of ${stepMs / 60_000} min from the first one. Resample the file to a regular step first.`,
      {
        context: { file, stepMs, at },
      },
    );
  }
  const pastMidnightMs = (startMs + zoneOffsetMs(startMs, timeZone)) % stepMs;
  if (dayMs % stepMs !== 0 || pastMidnightMs !== 0) {
    const read = `a row every ${stepMs / 60_000} min, the first at ${new Date(startMs).toISOString().slice(0, 16)}Z`;
    throw new UsinaError(
      'DATA_IRREGULAR',
      `${file}: read ${read}: a day of ${timeZone} is not made of such steps. Resample to a step that divides the day and starts at local midnight, or mend timeZone in plant.json.`,
      { context: { file, stepMs, startMs, timeZone } },
    );
  }
  return {
    startMs,
    stepMs,
    length,
    indexOf: (ms) => (ms - startMs) / stepMs,
    empty: () => new Float64Array(length).fill(Number.NaN),
  };
}
