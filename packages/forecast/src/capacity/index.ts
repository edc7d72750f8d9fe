export { aggregate } from './aggregate.ts';
export { type AvailableSharesOptions, availableShares, type SitePart } from './availableShares.ts';
export { ForecastError, type ForecastErrorCode, type NoForecastReason } from './ForecastError.ts';
export type { ForecastOptions } from './ForecastOptions.ts';
export { type OutlookOptions, type OutlookWithScenarios, outlookOf } from './outlookOf.ts';
export type { ForecastSite, SiteHistory } from './SiteHistory.ts';
export { sitePartsOf } from './sitePartsOf.ts';
export {
  type CapacityForecaster,
  type TrainCapacityForecasterOptions,
  trainCapacityForecaster,
} from './trainCapacityForecaster.ts';
