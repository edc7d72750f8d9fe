import { checkKinds } from './checkKinds.ts';
import { type ColumnKinds, columnKind } from './columnKind.ts';
import { createSeries } from './createSeries.ts';
import { optionFault } from './optionFault.ts';
import { regather } from './regather.ts';
import type { Column, Series } from './Series.ts';
import { SeriesError } from './SeriesError.ts';
import { columnNames, seriesLength } from './seriesLength.ts';
import { turnDeg, wrapDeg } from './turnDeg.ts';

/**
 * What the stamp of a number means: the start, end or middle of the interval that it is about, or the instant at
 * which it held. A property of the source, never to be guessed: a slip of half an hour costs 9 % hourly error.
 */
export type Label = 'start' | 'end' | 'mid' | 'instant';

export interface RelabelOptions<Name extends string> {
  /** What the stamps mean that `startMs` was filled with. */
  from: Label;
  /** What columns are, where their names do not say it; matters for instants. */
  kinds?: ColumnKinds<Name>;
}

/**
 * Brings numbers whose stamps mean something else to the interval start, which keys every series. Ends move back by a
 * step, middles by half a step. Of instants, a gauge or angle becomes the mean of the two ends of each interval, a register the
 * difference, a state holds from its instant on; there is one interval less than there are instants.
 *
 * Throws `SERIES_KIND` for amounts at an instant, `SERIES_GRID` for middles of an odd step, `SERIES_OPTION` for another label,
 * `SERIES_COLUMN` or `SERIES_KIND` when `kinds` names a column or a kind that there is not.
 *
 * @example
 * // hourly irradiance labelled at the end of its hour: 13:00 is the mean from 12:00 to 13:00
 * const s = createSeries({ startMs: Date.UTC(2026, 0, 1, 13), stepMs: 3_600_000, columns: { ghiWm2: [800] } });
 * relabel(s, { from: 'end' }).startMs === Date.UTC(2026, 0, 1, 12) // true
 */
export function relabel<Name extends string>(series: Series<Name>, options: RelabelOptions<Name>): Series<Name> {
  const { startMs, stepMs } = series;
  checkKinds(options.kinds, columnNames(series));
  if (options.from === 'start') return series;
  if (options.from === 'end') return createSeries({ ...series, startMs: startMs - stepMs });
  if (options.from === 'mid') return createSeries({ ...series, startMs: startMs - stepMs / 2 });
  if (options.from === 'instant') return meanOfEnds(series, options.kinds);
  throw optionFault('label', options.from, "'start', 'end', 'mid' or 'instant'");
}

function meanOfEnds<Name extends string>(series: Series<Name>, kinds: ColumnKinds<Name> | undefined): Series<Name> {
  const { startMs, stepMs } = series;
  const count = Math.max(0, seriesLength(series) - 1);
  const columns = {} as Record<Name, Column>;
  const coverage = {} as Record<Name, Column>;
  const quality: Partial<Record<Name, Uint16Array<ArrayBuffer>>> = {};
  const edgesMs = Float64Array.from({ length: count + 1 }, (_, i) => startMs + i * stepMs);
  const counted = regather(series, edgesMs, kinds);
  for (const name of columnNames(series)) {
    const kind = kinds?.[name] ?? columnKind(name);
    if (kind === 'amount') {
      throw new SeriesError(
        'SERIES_KIND',
        `"${name}" is an amount, which belongs to an interval, not to an instant. If it is a register, say kinds: { ${name}: 'counter' }.`,
        { context: { column: name, kind } },
      );
    }
    if (kind === 'gauge' || kind === 'angle') {
      const mean = kind === 'angle' ? meanDirection : meanNumber;
      const at = series.columns[name];
      const shares = series.coverage[name];
      columns[name] = Float64Array.from({ length: count }, (_, i) => mean(at[i]!, at[i + 1]!));
      coverage[name] = Float64Array.from({ length: count }, (_, i) => Math.min(shares[i]!, shares[i + 1]!));
      const bits = series.quality?.[name];
      if (bits) quality[name] = Uint16Array.from({ length: count }, (_, i) => bits[i]! | bits[i + 1]!);
    } else {
      columns[name] = counted.columns[name];
      coverage[name] = counted.coverage[name];
      const bits = counted.quality?.[name];
      if (bits) quality[name] = bits;
    }
  }
  return createSeries({ startMs, stepMs, columns, coverage, quality });
}

function meanNumber(a: number, b: number): number {
  return (a + b) / 2;
}

function meanDirection(aDeg: number, bDeg: number): number {
  const turn = turnDeg(aDeg, bDeg);
  return Math.abs(turn) === 180 ? Number.NaN : wrapDeg(aDeg + turn / 2);
}

/**
 * The stamps of a series under a label, for a file or service that wants them so. [epoch ms, UTC] Throws `SERIES_OPTION`.
 *
 * @example
 * seriesStamps(createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [1, 2] } }), 'end') // [900000, 1800000]
 */
export function seriesStamps(series: Series, label: Exclude<Label, 'instant'> = 'start'): number[] {
  const offsetMs = { start: 0, mid: series.stepMs / 2, end: series.stepMs }[label];
  if (offsetMs === undefined) throw optionFault('label', label, "'start', 'mid' or 'end'");
  return Array.from({ length: seriesLength(series) }, (_, i) => series.startMs + i * series.stepMs + offsetMs);
}
