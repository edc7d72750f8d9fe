import { UsinaError } from '@usina/core/errors';

/**
 * - `FORECAST_INPUT` options that contradict each other or cannot be; `FORECAST_GRID` a step that does not divide the day, or
 *   a start beside the grid; `FORECAST_LEAKAGE` something known only after the forecast was issued;
 * - `FORECAST_MISALIGNED` forecasts of different times or levels; `FORECAST_NO_SCENARIOS` nothing to add up.
 */
export type ForecastErrorCode =
  | 'FORECAST_INPUT'
  | 'FORECAST_GRID'
  | 'FORECAST_LEAKAGE'
  | 'FORECAST_MISALIGNED'
  | 'FORECAST_NO_SCENARIOS';

/** Misuse of the forecaster. Branch on `code`. */
export class ForecastError extends UsinaError<ForecastErrorCode> {}

/**
 * Why there is no forecast.
 *
 * - `HISTORY_SHORT` too few past days to learn errors from; `HISTORY_OLD` the newest power is more than 31 days old;
 * - `HORIZON` further ahead than was trained;
 * - `WEATHER_MISSING` perfect weather was asked for and does not cover the days; `SITE_MISSING` one of the sites to add up
 *   has no forecast.
 */
export type NoForecastReason = 'HISTORY_SHORT' | 'HISTORY_OLD' | 'HORIZON' | 'WEATHER_MISSING' | 'SITE_MISSING';
