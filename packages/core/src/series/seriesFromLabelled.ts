import { joinSeries } from './alignSeries.ts';
import { checkKinds, kindsOf } from './checkKinds.ts';
import type { ColumnKinds } from './columnKind.ts';
import { createSeries } from './createSeries.ts';
import { type ColumnInput, lengthOf, numbersOf } from './numbersOf.ts';
import { type Label, relabel } from './relabel.ts';
import type { Series } from './Series.ts';
import { SeriesError } from './SeriesError.ts';

export interface SeriesFromLabelledOptions<Name extends string> {
  /** Stamps of the source in any order, one a row. [epoch ms, UTC] */
  atMs: ArrayLike<number>;
  /** What a stamp means, for all columns or for each. There is no default: look it up at the source. */
  label: Label | Readonly<Record<Name, Label>>;
  /** Distance of the stamps. [ms] */
  stepMs: number;
  /** Numbers by column, one a row, NaN or null where missing. */
  columns: Readonly<Record<Name, ColumnInput>>;
  /** What columns are, where their names do not say it; matters for instants. */
  kinds?: ColumnKinds<Name>;
}

/** Longer than any history: a hundred years of seconds would be a stamp in another unit. */
const mostIntervals = 50_000_000;

/**
 * A series from rows with stamps, as weather services and files give them: stamps that are left out become missing
 * intervals, and every column moves by its label to the interval start.
 *
 * Throws `SERIES_STAMPS` for no stamps, one that comes twice or one off the grid, `SERIES_LENGTH`, `SERIES_VALUE`;
 * what `relabel` throws.
 *
 * @example
 * // Open-Meteo: radiation is the mean of the hour before the stamp, temperature holds at the stamp
 * const s = seriesFromLabelled({
 *   atMs: [12, 13, 14].map((hour) => Date.UTC(2026, 0, 1, hour)),
 *   stepMs: 3_600_000,
 *   label: { ghiWm2: 'end', airTemperatureC: 'instant' },
 *   columns: { ghiWm2: [700, 800, 750], airTemperatureC: [24, 26, 27] },
 * });
 * // from 11:00: ghiWm2 [700, 800, 750], airTemperatureC [NaN, 25, 26.5]
 */
export function seriesFromLabelled<const Name extends string>(options: SeriesFromLabelledOptions<Name>): Series<Name> {
  const { atMs, stepMs, columns, kinds } = options;
  const grid = gridOf(atMs, stepMs);
  const names = Object.keys(columns) as Name[];
  checkKinds(kinds, names);
  const byLabel = new Map<Label, Record<string, Float64Array>>();
  for (const name of names) {
    const read = lengthOf(columns[name]);
    if (read !== atMs.length) {
      throw new SeriesError('SERIES_LENGTH', `Read ${read ?? 'no'} numbers in "${name}" for ${atMs.length} stamps.`, {
        context: { column: name, read, expected: atMs.length },
      });
    }
    const values = numbersOf(columns[name], name, Float64Array);
    const column = new Float64Array(grid.length).fill(Number.NaN);
    grid.rows.forEach((index, row) => {
      column[index] = values[row]!;
    });
    const label = typeof options.label === 'string' ? options.label : options.label[name];
    byLabel.set(label, { ...byLabel.get(label), [name]: column });
  }
  const parts = [...byLabel].map(([from, group]) =>
    relabel(createSeries({ startMs: grid.startMs, stepMs, columns: group }), {
      from,
      kinds: kindsOf(kinds, Object.keys(group)),
    }),
  );
  const [first, ...rest] = parts;
  if (!first) return createSeries({ startMs: grid.startMs, stepMs, columns: {} }) as Series<Name>;
  return joinSeries([first, ...rest], { range: 'outer' }) as Series<Name>;
}

function gridOf(atMs: ArrayLike<number>, stepMs: number): { startMs: number; length: number; rows: number[] } {
  let startMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < atMs.length; row++) {
    startMs = Math.min(startMs, atMs[row]!);
    lastMs = Math.max(lastMs, atMs[row]!);
  }
  const length = Math.round((lastMs - startMs) / stepMs) + 1;
  if (atMs.length === 0 || !(length <= mostIntervals)) {
    throw new SeriesError(
      'SERIES_STAMPS',
      `Read ${atMs.length} stamps from ${startMs} to ${lastMs}, expected epoch milliseconds every ${stepMs} ms.`,
      { context: { count: atMs.length, startMs, lastMs, stepMs } },
    );
  }
  const seen = new Map<number, number>();
  const rows = Array.from({ length: atMs.length }, (_, row) => {
    const index = (atMs[row]! - startMs) / stepMs;
    const before = seen.get(index);
    if (!Number.isInteger(index) || before !== undefined) {
      const fault = before === undefined ? `off the grid of ${stepMs} ms from ${startMs}` : `that of row ${before} too`;
      throw new SeriesError('SERIES_STAMPS', `The stamp ${atMs[row]} of row ${row} is ${fault}. Is the clock local?`, {
        context: { row, atMs: atMs[row], stepMs, startMs, sameAsRow: before },
      });
    }
    seen.set(index, row);
    return index;
  });
  return { startMs, length, rows };
}
