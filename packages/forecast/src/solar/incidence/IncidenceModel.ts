import type { Column } from '@usina/core/series';

/** How much of the beam the front glass lets through at an angle: a value to compose a `pvSystem` with. */
export interface IncidenceModel {
  readonly id: string;
  /** Author, year. */
  readonly source: string;
  /** Share of the beam relative to normal incidence, 0 to 1, for angles of incidence. [°] */
  modifier(aoiDeg: Float64Array): Column;
}
