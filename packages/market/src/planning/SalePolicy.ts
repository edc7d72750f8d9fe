import { Exact, type ExactInput, exact, unitPrice } from '@usina/core/money';
import { MarketError } from '../MarketError.ts';
import { twoPriceLevel } from '../rules/twoPriceLevel.ts';

/** How much of an uncertain output to sell ahead. Plain data: a policy of your own is a value of this shape. */
export interface SalePolicy {
  readonly id: string;
  /** Quantile of the forecast that may be sold, between 0 and 1: at 0.3 the output falls short three times in ten. */
  readonly level: Exact;
  /** What a surplus brings, as a share of the expected price. */
  readonly longShare: Exact;
  /** What a shortfall costs, as a share of the expected price. */
  readonly shortShare: Exact;
}

/**
 * Sells up to a quantile, differences at the expected price. For markets with one price for both sides, such as the
 * PLD (Brazil's spot price), where the expected result is the same at every level and the choice is one of risk.
 *
 * @throws MarketError `MARKET_LEVELS` unless 0 < level < 1.
 *
 * @example
 * quantilePolicy('0.3').id
 * // 'quantile 0.3'
 */
export function quantilePolicy(level: string): SalePolicy {
  const value = exact(level);
  if (value.compare(0n) <= 0 || value.compare(1n) >= 0)
    throw new MarketError('MARKET_LEVELS', `Read the level ${level}, expected a number between 0 and 1.`, {
      context: { read: level },
    });
  return { id: `quantile ${level}`, level: value, longShare: new Exact(1n), shortShare: new Exact(1n) };
}

/**
 * Sells what maximises the expected result where a surplus brings less than the price and a shortfall costs more.
 *
 * @throws MarketError `MARKET_PRICE_ORDER` unless longShare ≤ 1 ≤ shortShare and longShare < shortShare.
 *
 * @example
 * twoPricePolicy({ longShare: '0.8', shortShare: '1.4' }).level.toFixed(6)
 * // '0.333333'
 */
export function twoPricePolicy(shares: { longShare: string; shortShare: string }): SalePolicy {
  const perUnit = (share: ExactInput) => unitPrice(share, 'MWh', 'BRL');
  const { longShare, shortShare } = shares;
  const level = twoPriceLevel({
    price: perUnit('1'),
    longPrice: perUnit(longShare),
    shortPrice: perUnit(shortShare),
  });
  return {
    id: `two prices, ${longShare} long and ${shortShare} short`,
    level,
    longShare: exact(longShare),
    shortShare: exact(shortShare),
  };
}
