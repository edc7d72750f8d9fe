import { checkKinds } from './checkKinds.ts';
import type { ColumnKinds } from './columnKind.ts';
import { createSeries } from './createSeries.ts';
import { regather } from './regather.ts';
import type { Series } from './Series.ts';
import { SeriesError } from './SeriesError.ts';
import { columnNames, seriesEndMs } from './seriesLength.ts';

export interface ResampleOptions<Name extends string> {
  /** New length of an interval: a multiple or a whole part of the old one. [ms] */
  stepMs: number;
  /** What columns are, where their names do not say it. @defaultValue by name, see `columnKind` */
  kinds?: ColumnKinds<Name>;
  /** An instant where a longer interval starts. @defaultValue 0: whole hours and days of UTC [epoch ms, UTC] */
  anchorMs?: number;
}

/**
 * The same series on longer or shorter intervals, each column by the rule of its kind: gauges are averaged weighted by
 * coverage, angles likewise on the circle, amounts are summed or shared out evenly, registers differenced, of states the last stays.
 * Longer intervals start at whole steps from the anchor; those that the series covers in part say so in `coverage`.
 * A sum is what was measured, it is not scaled up to the full interval.
 *
 * Throws `SERIES_RATIO` when neither step is a multiple of the other, `SERIES_MISALIGNED` when intervals would be cut,
 * `SERIES_COLUMN` or `SERIES_KIND` when `kinds` names a column or a kind that there is not.
 *
 * @example
 * const s = createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [100, 200, Number.NaN, 300] } });
 * const hourly = resample(s, { stepMs: 3_600_000 });
 * hourly.columns.acPowerW // Float64Array [200]
 * hourly.coverage.acPowerW // Float64Array [0.75]
 */
export function resample<Name extends string>(series: Series<Name>, options: ResampleOptions<Name>): Series<Name> {
  const { stepMs, anchorMs = 0 } = options;
  const endMs = seriesEndMs(series);
  checkKinds(options.kinds, columnNames(series));
  checkRatio(series.stepMs, stepMs);
  let startMs = series.startMs;
  if (stepMs > series.stepMs) {
    startMs = anchorMs + Math.floor((series.startMs - anchorMs) / stepMs) * stepMs;
    checkPhase(series, startMs);
  }
  const count = Math.ceil((endMs - startMs) / stepMs);
  const edgesMs = Float64Array.from({ length: count + 1 }, (_, i) => startMs + i * stepMs);
  return createSeries({ startMs, stepMs, ...regather(series, edgesMs, options.kinds) });
}

function checkRatio(fromMs: number, toMs: number): void {
  const ratio = fromMs > toMs ? fromMs / toMs : toMs / fromMs;
  if (Number.isInteger(toMs) && toMs > 0 && Number.isInteger(ratio)) return;
  const common = Number.isInteger(toMs) && toMs > 0 ? greatestCommonDivisor(fromMs, toMs) : undefined;
  throw new SeriesError(
    'SERIES_RATIO',
    `Read a step of ${toMs} ms for a series of ${fromMs} ms, expected a multiple or a whole part of it.${
      common === undefined ? '' : ` By way of ${common} ms it takes two calls.`
    }`,
    { context: { fromMs, toMs, commonMs: common } },
  );
}

function checkPhase(series: Series, startMs: number): void {
  if ((series.startMs - startMs) % series.stepMs === 0) return;
  throw new SeriesError(
    'SERIES_MISALIGNED',
    `The series starts at ${series.startMs}, where its steps of ${series.stepMs} ms do not fall on the longer grid. Give anchorMs, such as the start of the series.`,
    { context: { startMs: series.startMs, stepMs: series.stepMs, gridStartMs: startMs } },
  );
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
