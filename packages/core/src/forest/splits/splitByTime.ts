import { forestError } from '../ForestError.ts';

export interface SplitByTimeOptions {
  /** Time of each row, in any order. [ms] */
  timesMs: ArrayLike<number>;
  /** Share of the time span of each part, in order of time; adds up to 1. */
  shares: readonly number[];
  /**
   * How long before the next part a part ends: at least the horizon of the labels, so that no label of one part is
   * decided by what happens in the next. [ms]
   */
  embargoMs: number;
}

/** One part of a split by time. */
export interface TimePart {
  /** Included. */
  readonly startMs: number;
  /** Excluded. */
  readonly endMs: number;
  /** Row numbers, ascending. */
  readonly rows: readonly number[];
}

/**
 * Cuts rows into consecutive parts of time with an embargo at each cut: rows of one part are all earlier than those of
 * the next by more than the embargo.
 *
 * @example
 * splitByTime({ timesMs: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], shares: [0.5, 0.5], embargoMs: 2 }).map((part) => part.rows)
 * // [[0, 1, 2], [5, 6, 7, 8, 9]]
 */
export function splitByTime({ timesMs, shares, embargoMs }: SplitByTimeOptions): TimePart[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (shares.some((share) => !(share > 0)) || Math.abs(total - 1) > 1e-9 || !(embargoMs >= 0)) {
    throw forestError(
      'FOREST_OPTION_INVALID',
      `Read the shares ${shares.join(', ')} and an embargo of ${embargoMs} ms, expected positive shares that add up to 1.`,
      { shares, embargoMs },
    );
  }
  if (timesMs.length === 0) throw forestError('FOREST_EMPTY', 'Read 0 rows to split.');
  let [firstMs, lastMs] = [Infinity, -Infinity];
  for (let row = 0; row < timesMs.length; row++) {
    firstMs = Math.min(firstMs, timesMs[row]!);
    lastMs = Math.max(lastMs, timesMs[row]!);
  }
  const spanMs = lastMs + 1 - firstMs;
  let before = 0;
  return shares.map((share, part) => {
    const startMs = firstMs + Math.round(spanMs * before);
    before += share;
    const endMs = part === shares.length - 1 ? lastMs + 1 : firstMs + Math.round(spanMs * before) - embargoMs;
    const rows: number[] = [];
    for (let row = 0; row < timesMs.length; row++) {
      if (timesMs[row]! >= startMs && timesMs[row]! < endMs) rows.push(row);
    }
    return { startMs, endMs, rows };
  });
}
