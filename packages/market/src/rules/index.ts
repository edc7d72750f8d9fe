export { type ApplyPldLimitsOptions, applyPldLimits, type LimitedPld, type PldLimits } from './applyPldLimits.ts';
export {
  type McpContract,
  type McpDifference,
  type McpSettlement,
  type McpSettlementOptions,
  type McpSubmarket,
  mcpSettlement,
} from './mcpSettlement.ts';
export { type QuantileAtOptions, quantileAt } from './quantileAt.ts';
export {
  type OfferRevenueOptions,
  offerRevenue,
  type QuantileOffer,
  type QuantileOfferOptions,
  quantileOffer,
} from './quantileOffer.ts';
export { findSubmarket, type Submarket, submarketOf, submarkets } from './submarkets.ts';
export { type ImbalancePrices, twoPriceLevel } from './twoPriceLevel.ts';
