import type { Column } from '@usina/core/series';

/** What one array gives to the inverter. */
export interface InverterInput {
  /** [W] */
  dcPowerW: Float64Array;
  /** [V] NaN where the array's DC model has no voltage. */
  dcVoltageV: Float64Array;
}

/** How DC becomes AC: a value to compose a `pvSystem` with. */
export interface InverterModel {
  readonly id: string;
  /** Author, year. */
  readonly source: string;
  /** Whether its formula takes the voltage: then every array's modules must give one. */
  readonly needsVoltage: boolean;
  /** What it delivers at most. [W] */
  readonly acCapacityW: number;
  /** AC power of the arrays together. [W] Negative is a draw at night. */
  acPowerW(inputs: readonly InverterInput[]): Column;
}
