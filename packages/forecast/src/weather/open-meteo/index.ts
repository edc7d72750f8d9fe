export type { Fetch } from './askOpenMeteo.ts';
export {
  type OpenMeteo,
  type OpenMeteoArchiveOptions,
  type OpenMeteoEnsembleOptions,
  type OpenMeteoForecastOptions,
  type OpenMeteoOptions,
  type OpenMeteoPlace,
  openMeteo,
} from './openMeteo.ts';
export { type ReadOpenMeteoOptions, readOpenMeteo } from './readOpenMeteo.ts';
