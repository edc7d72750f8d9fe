import { checkKinds, kindsOf } from './checkKinds.ts';
import type { ColumnKinds } from './columnKind.ts';
import { createSeries } from './createSeries.ts';
import { optionFault } from './optionFault.ts';
import { resample } from './resample.ts';
import type { Series } from './Series.ts';
import { SeriesError } from './SeriesError.ts';
import { columnNames, seriesEndMs } from './seriesLength.ts';
import { frameSeries } from './sliceSeries.ts';

export interface AlignSeriesOptions {
  /** Common step. @defaultValue the longest of the series [ms] */
  stepMs?: number;
  /** `inner`: the time that all series share; `outer`: the time that any has, missing where one has none. @defaultValue 'inner' */
  range?: 'inner' | 'outer';
  /** What columns are, where their names do not say it. */
  kinds?: ColumnKinds<string>;
}

/**
 * Brings series to one grid: the same start, step and length, columns untouched but for the rule of `resample`.
 * The order stays. Without common time the series come back empty.
 *
 * Throws `SERIES_RATIO` or `SERIES_MISALIGNED` when the grids cannot meet, `SERIES_OPTION` for another range, `SERIES_COLUMN`
 * or `SERIES_KIND` when `kinds` names a column that none has or a kind that there is not.
 *
 * @example
 * const quarter = createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [1, 2, 3, 6] } });
 * const hourly = createSeries({ startMs: 0, stepMs: 3_600_000, columns: { ghiWm2: [500, 600] } });
 * const [power] = alignSeries([quarter, hourly]);
 * power.columns.acPowerW // Float64Array [3]
 */
export function alignSeries<const All extends readonly Series[]>(
  all: All,
  options: AlignSeriesOptions = {},
): { -readonly [Index in keyof All]: All[Index] } {
  const { kinds, range = 'inner' } = options;
  if (range !== 'inner' && range !== 'outer') throw optionFault('range', range, "'inner' or 'outer'");
  checkKinds(kinds, all.flatMap(columnNames));
  const stepMs = options.stepMs ?? Math.max(...all.map((series) => series.stepMs));
  const longest = all.reduce<Series | undefined>((a, b) => (a && a.stepMs >= b.stepMs ? a : b), undefined);
  const anchorMs = longest && longest.stepMs >= stepMs ? longest.startMs : 0;
  const resampled = all.map((series) =>
    series.stepMs === stepMs
      ? series
      : resample(series, { stepMs, anchorMs, kinds: kindsOf(kinds, columnNames(series)) }),
  );
  const starts = resampled.map((series) => series.startMs);
  const ends = resampled.map(seriesEndMs);
  const startMs = range === 'inner' ? Math.max(...starts) : Math.min(...starts);
  const endMs = range === 'inner' ? Math.max(startMs, Math.min(...ends)) : Math.max(...ends);
  return resampled.map((series) => frameSeries(series, { startMs, endMs })) as { -readonly [I in keyof All]: All[I] };
}

/** Names of all columns of several series. */
export type NamesOf<All extends readonly Series[]> = All[number] extends infer One
  ? One extends Series<infer Name>
    ? Name
    : never
  : never;

/**
 * One series with the columns of all, on a common grid as by `alignSeries`.
 *
 * Throws `SERIES_COLUMN` when two have a column of one name, `SERIES_OPTION` when there is no series; what `alignSeries` throws.
 *
 * @example
 * joinSeries([power, irradiance], { range: 'outer' }).columns // { acPowerW, ghiWm2 }
 */
export function joinSeries<const All extends readonly [Series, ...Series[]]>(
  all: All,
  options: AlignSeriesOptions = {},
): Series<NamesOf<All>> {
  if (all[0] === undefined) throw optionFault('the series to join', all, 'one or more');
  const aligned: readonly Series[] = alignSeries(all, options);
  const columns: Record<string, Series['columns'][string]> = {};
  const coverage: Record<string, Series['coverage'][string]> = {};
  const quality: Record<string, Uint16Array<ArrayBuffer>> = {};
  for (const series of aligned) {
    for (const name of columnNames(series)) {
      if (name in columns) {
        throw new SeriesError(
          'SERIES_COLUMN',
          `Two of the series have a column "${name}". Rename one with mapColumn.`,
          {
            context: { column: name },
          },
        );
      }
      columns[name] = series.columns[name]!;
      coverage[name] = series.coverage[name]!;
      const bits = series.quality?.[name];
      if (bits) quality[name] = bits;
    }
  }
  const { startMs, stepMs } = aligned[0]!;
  return createSeries({ startMs, stepMs, columns, coverage, quality }) as Series<NamesOf<All>>;
}
