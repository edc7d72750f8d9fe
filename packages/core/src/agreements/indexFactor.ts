import { type Exact, exact } from '../money/Exact.ts';

export interface PriceIndex {
  /** Monthly rates since the base date, as decimal texts: `"0.0044"` is 0.44 %. @defaultValue [] */
  indexMonthlyRates?: readonly string[] | undefined;
  /** A negative accumulated index lowers nothing. @defaultValue true */
  indexFloorZero?: boolean | undefined;
}

/**
 * What an inflation index (in Brazil IPCA or IGP-M) makes of a price: the product of 1 + rate, not rounded.
 *
 * @example
 * indexFactor({ indexMonthlyRates: ['0.0019', '-0.0006', '0.0088'], indexFloorZero: false }).toFixed(8) // "1.01011029"
 */
export function indexFactor({ indexMonthlyRates = [], indexFloorZero = true }: PriceIndex): Exact {
  const factor = indexMonthlyRates.reduce((product, rate) => product.times(exact(rate).plus(1n)), exact(1n));
  return indexFloorZero ? factor.max(1n) : factor;
}
