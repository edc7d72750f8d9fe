import type { WeatherVariable } from '../Weather.ts';

/** A variable of the API. */
export interface OpenMeteoVariable {
  readonly column: WeatherVariable;
  /** Its names, today's first. */
  readonly names: readonly string[];
  /** Radiation is the mean of the interval that ends at the stamp; the rest is the value at the stamp. */
  readonly label: 'end' | 'instant';
}

/** What is asked for and understood, by https://open-meteo.com/en/docs (hourly parameter definition, 2026). */
export const openMeteoVariables: readonly OpenMeteoVariable[] = [
  { column: 'ghiWm2', names: ['shortwave_radiation'], label: 'end' },
  { column: 'dniWm2', names: ['direct_normal_irradiance'], label: 'end' },
  { column: 'dhiWm2', names: ['diffuse_radiation'], label: 'end' },
  { column: 'airTemperatureC', names: ['temperature_2m'], label: 'instant' },
  { column: 'windSpeedMps', names: ['wind_speed_10m', 'windspeed_10m'], label: 'instant' },
  { column: 'relativeHumidityPercent', names: ['relative_humidity_2m', 'relativehumidity_2m'], label: 'instant' },
  { column: 'pressurePa', names: ['surface_pressure'], label: 'instant' },
  { column: 'cloudCoverPercent', names: ['cloud_cover', 'cloudcover'], label: 'instant' },
];
