export { MarketError, type MarketErrorCode } from './MarketError.ts';
export {
  type PlanSaleOptions,
  planSale,
  quantilePolicy,
  type SalePlan,
  type SalePolicy,
  type SaleReason,
  type SaleRevenue,
  twoPricePolicy,
} from './planning/index.ts';
export {
  type MapPricesToWallClockOptions,
  mapPricesToWallClock,
  type PersistPricesOptions,
  PriceError,
  type PriceErrorCode,
  type PriceErrorPlace,
  persistPrices,
  priceEvidence,
} from './prices/index.ts';
export { findSubmarket, type Submarket, submarketOf, submarkets } from './rules/index.ts';
export {
  type DifferenceSettlement,
  type EnergyRunsOptions,
  energyRuns,
  mcpDifference,
  type ProfitAndLoss,
  type ProfitAndLossLine,
  type ProfitAndLossOptions,
  profitAndLoss,
  type SettleDifferenceOptions,
  settleDifference,
} from './settlement/index.ts';
