import type { Column } from '@usina/core/series';

/** What a decomposition is given, all of one length. */
export interface DecompositionInput {
  /** Global horizontal, NaN where missing. [W/m²] */
  ghiWm2: Float64Array;
  /** True (not refracted) zenith. [°] */
  zenithDeg: Float64Array;
  /** Outside the air, facing the sun. [W/m²] */
  dniExtraWm2: Float64Array;
}

/** A way to split global irradiance into beam and diffuse: a value to compose a `pvSystem` with. */
export interface Decomposition {
  readonly id: string;
  /** Author, year. */
  readonly source: string;
  decompose(input: DecompositionInput): { dniWm2: Column; dhiWm2: Column };
}
