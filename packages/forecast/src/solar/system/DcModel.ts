import type { Column } from '@usina/core/series';

export interface DcInput {
  /** Irradiance that the cells use: plane of array after shade and reflection. [W/m²] */
  effectiveIrradianceWm2: Float64Array;
  /** [°C] */
  cellTemperatureC: Float64Array;
}

/** What an array's modules give: a value to compose a `pvSystem` with. */
export interface DcModel {
  readonly id: string;
  /** Author, year. */
  readonly source: string;
  /** Whether it knows the voltage, which some inverters ask for. */
  readonly givesVoltage: boolean;
  /** Power [W] and voltage [V] at the point of most power, before losses; the voltage is left out where it is not known. */
  dc(input: DcInput): { dcPowerW: Column; dcVoltageV?: Column };
}
