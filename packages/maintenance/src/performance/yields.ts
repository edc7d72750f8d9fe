export interface FinalYieldOptions {
  /** Energy delivered. [Wh] */
  energyWh: number;
  /** Rated DC power at standard test conditions. [W] */
  dcCapacityW: number;
}

/**
 * Final system yield Y_f: how long the plant would have had to run at its rating. [h]
 *
 * @see IEC 61724-1:2021, clause 10, "Yields".
 *
 * @example
 * finalYield({ energyWh: 45_000, dcCapacityW: 10_000 }) // 4.5
 */
export function finalYield({ energyWh, dcCapacityW }: FinalYieldOptions): number {
  return energyWh / dcCapacityW;
}

/**
 * Reference yield Y_r: how long the sun would have had to shine at 1,000 W/m² in the plane of the array. [h]
 *
 * @see IEC 61724-1:2021, clause 10, "Yields".
 *
 * @example
 * referenceYield({ irradiationWhM2: 5_500 }) // 5.5
 */
export function referenceYield({ irradiationWhM2 }: { irradiationWhM2: number }): number {
  return irradiationWhM2 / referenceIrradianceWm2;
}

/** Irradiance at which modules are rated. */
export const referenceIrradianceWm2 = 1_000;
