import type { Series } from './Series.ts';

/** Number of intervals. */
export function seriesLength(series: Series): number {
  for (const name in series.columns) return series.columns[name]!.length;
  return 0;
}

/** End of the last interval, excluded. [epoch ms, UTC] */
export function seriesEndMs(series: Series): number {
  return series.startMs + seriesLength(series) * series.stepMs;
}

/** The columns' names, typed. */
export function columnNames<Name extends string>(series: Series<Name>): Name[] {
  return Object.keys(series.columns) as Name[];
}
