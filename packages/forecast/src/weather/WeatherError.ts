import { UsinaError } from '@usina/core/errors';

/**
 * - `WEATHER_LABEL` no interval label; `WEATHER_ZONE` no or an unknown time zone; `WEATHER_UNIT` a unit that does not fit;
 * - `WEATHER_CSV_EMPTY` no rows; `WEATHER_CSV_COLUMN` a column that is not there; `WEATHER_CSV_NUMBER` not a number;
 *   `WEATHER_CSV_TIME` not a time; `WEATHER_CSV_DUPLICATE` one stamp twice; `WEATHER_CSV_GRID` stamps on no grid;
 * - `WEATHER_REFUSED` the service refused the question and said why; `WEATHER_LIMIT` too many questions;
 *   `WEATHER_UNAVAILABLE` it did not answer; `WEATHER_ANSWER` it answered something else than documented.
 */
export type WeatherErrorCode =
  | 'WEATHER_LABEL'
  | 'WEATHER_ZONE'
  | 'WEATHER_UNIT'
  | 'WEATHER_CSV_EMPTY'
  | 'WEATHER_CSV_COLUMN'
  | 'WEATHER_CSV_NUMBER'
  | 'WEATHER_CSV_TIME'
  | 'WEATHER_CSV_DUPLICATE'
  | 'WEATHER_CSV_GRID'
  | 'WEATHER_REFUSED'
  | 'WEATHER_LIMIT'
  | 'WEATHER_UNAVAILABLE'
  | 'WEATHER_ANSWER';

/** Weather that cannot be read or had. Branch on `code`. */
export class WeatherError extends UsinaError<WeatherErrorCode> {}
