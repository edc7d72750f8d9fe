export { type ColumnInput, type CreateSeriesOptions, createSeries } from './createSeries.ts';
export type { Column, Series } from './Series.ts';
export { SeriesError, type SeriesErrorCode } from './SeriesError.ts';
export { columnNames, seriesEndMs, seriesLength } from './seriesLength.ts';
