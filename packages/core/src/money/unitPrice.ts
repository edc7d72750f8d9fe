import { type Exact, type ExactInput, exact, exactText } from './Exact.ts';
import type { UnitPrice } from './Money.ts';
import { MoneyError } from './MoneyError.ts';
import { checkCurrency } from './moneyOf.ts';

/**
 * A price from a decimal text in the major unit of the currency, for one `per`. Never rounds: more than six decimals
 * are refused (`MONEY_INVALID`). Prices may be negative: spot prices are, in some markets.
 *
 * @example
 * unitPrice('250.00', 'MWh', 'BRL') // { micros: 250_000_000n, per: 'MWh', currency: 'BRL' }
 */
export function unitPrice(text: ExactInput, per: string, currency: string): UnitPrice {
  checkCurrency(currency);
  const { numerator, denominator } = exact(text);
  const scaled = numerator * 1_000_000n;
  if (scaled % denominator !== 0n) {
    throw new MoneyError('MONEY_INVALID', `Read the price "${exactText(text)}", expected at most 6 decimals.`, {
      context: { read: exactText(text), per, currency },
    });
  }
  return { micros: scaled / denominator, per, currency };
}

/** The price in the major unit of its currency, as an exact number. */
export function priceOf({ micros }: UnitPrice): Exact {
  return exact(micros).over(1_000_000n);
}
