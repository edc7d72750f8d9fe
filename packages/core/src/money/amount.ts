import { type Exact, type ExactInput, exact } from './Exact.ts';
import type { Money, UnitPrice } from './Money.ts';
import { MoneyError } from './MoneyError.ts';
import { minorDigits } from './minorDigits.ts';
import { checkCurrency } from './moneyOf.ts';
import { priceOf } from './unitPrice.ts';

/** How much of something: `{ value: 1_500n, unit: 'Wh' }`, `{ value: '0.9369', unit: 'ha' }`. */
export interface Quantity {
  readonly value: ExactInput;
  readonly unit: string;
}

/** Units that convert into one another, as powers of ten of the first. */
const scales: Readonly<Record<string, readonly [base: string, exponent: number]>> = {
  Wh: ['Wh', 0],
  kWh: ['Wh', 3],
  MWh: ['Wh', 6],
  GWh: ['Wh', 9],
  W: ['W', 0],
  kW: ['W', 3],
  MW: ['W', 6],
  Wp: ['Wp', 0],
  kWp: ['Wp', 3],
  MWp: ['Wp', 6],
  m2: ['m2', 0],
  ha: ['m2', 4],
};

/**
 * Price times quantity, rounded once to the smallest unit of the currency, half away from zero. A price per MWh
 * bills a quantity in Wh exactly; units without a common base (`month` and `MWh`) are refused with `MONEY_UNIT`.
 *
 * @example
 * amount(unitPrice('235.70', 'MWh', 'BRL'), { value: 1_500n, unit: 'Wh' }) // { minor: 35n, currency: 'BRL' }
 */
export function amount(price: UnitPrice, quantity: Quantity): Money {
  return amountOf(exactAmount(price, quantity), price.currency);
}

/**
 * The one place where money is rounded: an exact value in the major unit becomes an amount, half away from zero.
 * Sum the exact values of many intervals first (`exactAmount`), then call this once.
 *
 * @example
 * amountOf(exact('10.505'), 'BRL') // { minor: 1_051n, currency: 'BRL' }
 */
export function amountOf(value: ExactInput, currency: string): Money {
  checkCurrency(currency);
  return {
    minor: exact(value)
      .times(10n ** BigInt(minorDigits(currency)))
      .round(),
    currency,
  };
}

/** Price times quantity in the major unit, not rounded. Throws `MONEY_UNIT` as `amount` does. */
export function exactAmount(price: UnitPrice, quantity: Quantity): Exact {
  return priceOf(price).times(convert(quantity, price.per));
}

function convert({ value, unit }: Quantity, per: string): Exact {
  if (unit === per) return exact(value);
  const from = Object.hasOwn(scales, unit) ? scales[unit] : undefined;
  const to = Object.hasOwn(scales, per) ? scales[per] : undefined;
  if (from === undefined || to === undefined || from[0] !== to[0]) {
    throw new MoneyError('MONEY_UNIT', `Read a quantity in ${unit} for a price per ${per}. Check the unit of either.`, {
      context: { unit, per },
    });
  }
  const exponent = from[1] - to[1];
  const factor = 10n ** BigInt(Math.abs(exponent));
  return exponent >= 0 ? exact(value).times(factor) : exact(value).over(factor);
}
