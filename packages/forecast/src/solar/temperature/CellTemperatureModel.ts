import type { Column } from '@usina/core/series';

export interface CellTemperatureInput {
  /** In the plane of the array. [W/m²] */
  poaWm2: Float64Array;
  /** What of it passes the front. [W/m²] @defaultValue `poaWm2` */
  effectiveWm2?: Float64Array | undefined;
  /** [°C] */
  airTemperatureC: Float64Array;
  /** [m/s] */
  windSpeedMps: Float64Array;
}

/** How warm the cells get: a value to compose a `pvSystem` with. */
export interface CellTemperatureModel {
  readonly id: string;
  /** Author, year. */
  readonly source: string;
  /** [°C] */
  cellTemperatureC(input: CellTemperatureInput): Column;
}
