import { amountOf, type Exact, type ExactInput, exact, exactAmount, type Money } from '@usina/core/money';
import { quantileAt } from './quantileAt.ts';
import { type ImbalancePrices, twoPriceLevel } from './twoPriceLevel.ts';

export interface QuantileOfferOptions extends ImbalancePrices {
  /** Ascending probabilities between 0 and 1, as decimal texts. */
  readonly levels: readonly ExactInput[];
  /** Deliverable energy at each level, as decimal texts. [MWh] */
  readonly quantilesMwh: readonly ExactInput[];
}

export interface QuantileOffer {
  /** The quantile level that is sold. */
  readonly level: Exact;
  /** Volume to offer, to 0.001. [MWh] */
  readonly offerMwh: Exact;
}

/**
 * The volume of one interval to sell under two imbalance prices: the forecast's quantile at `twoPriceLevel`.
 *
 * @see `twoPriceLevel` and `quantileAt` for the rule and the errors.
 *
 * @example
 * quantileOffer({ price, longPrice, shortPrice,   // R$ 281.29, 225.032 and 393.806 per MWh
 *   levels: ['0.25', '0.5'], quantilesMwh: ['4.249', '4.532'] }).offerMwh.toFixed(3)
 * // '4.343'
 */
export function quantileOffer({ levels, quantilesMwh, ...prices }: QuantileOfferOptions): QuantileOffer {
  const level = twoPriceLevel(prices);
  return { level, offerMwh: quantileAt({ levels, values: quantilesMwh, level }).roundTo(3) };
}

export interface OfferRevenueOptions extends ImbalancePrices {
  /** What was sold. [MWh] */
  readonly offerMwh: ExactInput;
  /** What was delivered. [MWh] */
  readonly actualMwh: ExactInput;
}

/**
 * What an offer brought: price × offer + long × surplus − short × shortfall, rounded once. Negative is a payment.
 *
 * @example
 * offerRevenue({ price, longPrice, shortPrice, offerMwh: '4.343', actualMwh: '1.107' })
 * // R$ -52.71
 */
export function offerRevenue({ offerMwh, actualMwh, price, longPrice, shortPrice }: OfferRevenueOptions): Money {
  const difference = exact(actualMwh).minus(offerMwh);
  const surplus = difference.max(0n);
  const shortfall = difference.negated().max(0n);
  const revenue = exactAmount(price, { value: offerMwh, unit: 'MWh' })
    .plus(exactAmount(longPrice, { value: surplus, unit: 'MWh' }))
    .minus(exactAmount(shortPrice, { value: shortfall, unit: 'MWh' }));
  return amountOf(revenue, price.currency);
}
