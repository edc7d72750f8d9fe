/** Columns of one inverter on the plant's grid; NaN where the file has no row. */
export interface InverterRecord {
  acPowerW: Float64Array<ArrayBuffer>;
  dcPowerW: Float64Array<ArrayBuffer>;
  /** Energy since local midnight as the file says. [Wh] */
  energyTodayWh: Float64Array<ArrayBuffer>;
  /** Energy over the life of the inverter. [Wh] */
  energyWh: Float64Array<ArrayBuffer>;
  rows: number;
}

/** Columns of the weather sensor on the plant's grid; NaN where the file has no row. */
export interface WeatherRecord {
  poaWm2: Float64Array<ArrayBuffer>;
  airTemperatureC: Float64Array<ArrayBuffer>;
  moduleTemperatureC: Float64Array<ArrayBuffer>;
  rows: number;
}

/** A plant as recorded: a regular grid keyed by interval start. */
export interface PlantData {
  /** `plant1` of `plant1_generation.csv`. */
  name: string;
  /** IANA zone, or the offset of the stamps, that days are counted in. */
  timeZone: string;
  /** What says so; 'nothing' means that the wall clock is taken for UTC. */
  zoneFrom: 'plant.json' | 'stamps' | 'nothing';
  startMs: number;
  stepMs: number;
  length: number;
  /** Stamps of the grid without any row of any inverter. */
  silentStamps: number;
  inverters: Map<string, InverterRecord>;
  weather: WeatherRecord;
  sources: { generation: string; weather: string };
}
