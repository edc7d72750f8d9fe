import type { Series } from '@usina/core/series';

/**
 * What `simulate` needs of the weather: a grid on interval starts and what its numbers stand for. The `Weather` of
 * `@usina/forecast/weather` is one.
 *
 * Columns by the names of core's vocabulary: `poaWm2`, or `ghiWm2` with or without `dniWm2` and `dhiWm2`; and where known
 * `airTemperatureC`, `windSpeedMps`, `pressurePa`.
 */
export interface SimulationWeather {
  /**
   * What a stamp of the source meant: means that start, end or are centred there, or the instant itself. Required.
   *
   * The series is keyed by interval start in any case, as `csvWeather` and the other sources give it: a label moves nothing.
   * Who builds a series of stamps that end their interval sets `startMs` one step before the first stamp.
   */
  readonly label: 'start' | 'end' | 'mid' | 'instant';
  readonly series: Series;
}
