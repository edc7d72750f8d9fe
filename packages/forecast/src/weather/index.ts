export type {
  IntervalLabel,
  Weather,
  WeatherEnsemble,
  WeatherLocation,
  WeatherSource,
  WeatherVariable,
} from './Weather.ts';
export { WeatherError, type WeatherErrorCode } from './WeatherError.ts';
