import { type Exact, priceOf, type UnitPrice } from '@usina/core/money';
import { MarketError } from '../MarketError.ts';

/** What a sold MWh brings, and what it costs to be wrong about it. */
export interface ImbalancePrices {
  /** Price of what is sold ahead. */
  readonly price: UnitPrice;
  /** Price that a surplus brings; not above `price`. */
  readonly longPrice: UnitPrice;
  /** Price that a shortfall costs; not below `price`. */
  readonly shortPrice: UnitPrice;
}

/**
 * The quantile level that maximises expected revenue where a surplus brings less and a shortfall costs more than the
 * price (the newsvendor's rule): (price − long) ÷ ((price − long) + (short − price)).
 *
 * @throws MarketError `MARKET_PRICE_ORDER` unless long ≤ price ≤ short and long < short: with one price for both
 * sides, as at the PLD, every level is worth the same, and the choice is one of risk.
 *
 * @example
 * const brl = (text: string) => unitPrice(text, 'MWh', 'BRL');
 * twoPriceLevel({ price: brl('281.29'), longPrice: brl('225.032'), shortPrice: brl('393.806') }).toFixed(6)
 * // '0.333333'
 */
export function twoPriceLevel({ price, longPrice, shortPrice }: ImbalancePrices): Exact {
  const over = priceOf(price).minus(priceOf(longPrice));
  const under = priceOf(shortPrice).minus(priceOf(price));
  const sameUnit = [longPrice, shortPrice].every(
    ({ per, currency }) => per === price.per && currency === price.currency,
  );
  if (!sameUnit || over.compare(0n) < 0 || under.compare(0n) < 0 || over.plus(under).compare(0n) === 0)
    throw new MarketError(
      'MARKET_PRICE_ORDER',
      'Expected long ≤ price ≤ short with long < short, in one currency and unit. Check which price is which.',
      { context: { price, longPrice, shortPrice } },
    );
  return over.over(over.plus(under));
}
