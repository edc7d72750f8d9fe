import type { Column } from '@usina/core/series';

export interface CellTemperatureInput {
  /** In the plane of the array. [W/m²] */
  poaWm2: Float64Array;
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
