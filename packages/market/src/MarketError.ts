import { UsinaError } from '@usina/core/errors';

/**
 * Codes of misuse, `PriceError` apart.
 *
 * - `MARKET_UNKNOWN_SUBMARKET`: a text that names no submarket
 * - `MARKET_LENGTH`: columns of one rule with different numbers of intervals
 * - `MARKET_LIMITS`: limits of the PLD that are out of order
 * - `MARKET_PRICE_ORDER`: imbalance prices on the wrong side of the price
 * - `MARKET_LEVELS`: quantile levels or values that do not ascend, or a level outside 0 to 1
 * - `MARKET_GRID`: intervals that do not fit into one another
 * - `MARKET_PRODUCT`: prices of another product, currency, unit or zone than the rule needs
 * - `MARKET_SCOPE`: a forecast of another portfolio than is to be planned
 * - `MARKET_CONTRACT`: an agreement that the rule cannot plan or settle
 * - `MARKET_LINE_ITEMS`: line items that cannot be added up for one party
 */
export type MarketErrorCode =
  | 'MARKET_UNKNOWN_SUBMARKET'
  | 'MARKET_LENGTH'
  | 'MARKET_LIMITS'
  | 'MARKET_PRICE_ORDER'
  | 'MARKET_LEVELS'
  | 'MARKET_GRID'
  | 'MARKET_PRODUCT'
  | 'MARKET_SCOPE'
  | 'MARKET_CONTRACT'
  | 'MARKET_LINE_ITEMS';

/** A rule of the market was asked for something it cannot answer. */
export class MarketError extends UsinaError<MarketErrorCode> {}
