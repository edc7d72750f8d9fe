import type { Agreement, CapacityForecast, PriceSeries } from '@usina/core';
import type { SalePolicy } from './SalePolicy.ts';

export interface PlanSaleOptions {
  readonly portfolioId: string;
  /** What can be delivered, with expected outages already taken off: none is taken off here. */
  readonly forecast: CapacityForecast;
  /** Agreement of kind `sale` that has the first claim on the output. @defaultValue none */
  readonly contract?: Agreement;
  /** Prices expected for the intervals of the forecast, such as those of `persistPrices`. */
  readonly prices: PriceSeries;
  /** How much of the uncertain output to sell; see `quantilePolicy` and `twoPricePolicy`. */
  readonly policy: SalePolicy;
}
