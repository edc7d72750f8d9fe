import type { Series } from '@usina/core/series';

/** What a stamp of the source meant: means that start, end or are centred there, or the value at that instant. */
export type IntervalLabel = 'start' | 'end' | 'mid' | 'instant';

/**
 * Columns that the suite knows, named as core's vocabulary where it has them. Irradiance in W/m², mean over the interval.
 * `poaWm2` is in the plane of the array, `ghiWm2` global horizontal, `dniWm2` direct normal, `dhiWm2` diffuse horizontal.
 */
export type WeatherVariable =
  | 'ghiWm2'
  | 'dniWm2'
  | 'dhiWm2'
  | 'poaWm2'
  | 'airTemperatureC'
  | 'moduleTemperatureC'
  | 'windSpeedMps'
  | 'relativeHumidityPercent'
  | 'pressurePa'
  | 'cloudCoverPercent';

/** Where weather comes from and what may be done with it. */
export interface WeatherSource {
  /** `open-meteo`, `csv:plant1_weather.csv` … */
  readonly id: string;
  /** Licence of the data, or `unknown`. */
  readonly licence: string;
  /** Whether the terms that apply to this access allow use in a business. */
  readonly commercialUse: 'allowed' | 'notAllowed' | 'unknown';
  /** The terms in a sentence, with where to read them. */
  readonly terms: string;
  /** What must stand beside a figure made from it; empty where nothing is asked. */
  readonly attribution: string;
}

/** Where weather is for: the point or the middle of the grid cell that the source says. */
export interface WeatherLocation {
  /** North positive. [°] */
  readonly latitudeDeg: number;
  /** East positive. [°] */
  readonly longitudeDeg: number;
  /** [m] */
  readonly altitudeM?: number | undefined;
}

/** Weather on a grid, with what must be known to use it rightly. */
export interface Weather {
  /** Absent where the source does not say. */
  readonly location?: WeatherLocation | undefined;
  readonly source: WeatherSource;
  /** What the stamps meant as delivered. The series is keyed by interval start whatever it was. */
  readonly label: IntervalLabel;
  /** Only a forecast may stand for days that have not been; the others are what was measured, or computed afterwards. */
  readonly kind: 'measured' | 'forecast' | 'reanalysis' | 'simulated';
  /** When it was known, epoch milliseconds UTC; absent where the source does not say. A forecast without it is not used. */
  readonly issuedAtMs?: number | undefined;
  /** Columns named by `WeatherVariable`, NaN where missing. */
  readonly series: Series;
}

/** Equally likely courses of the same weather. */
export interface WeatherEnsemble {
  readonly members: readonly Weather[];
}
