import type { Money } from './Money.ts';
import { MoneyError } from './MoneyError.ts';

/** The sum of two amounts. Throws `MONEY_CURRENCY` when the currencies differ, as everything here does. */
export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return { minor: a.minor + b.minor, currency: a.currency };
}

/** The sum of any number of amounts in the given currency; zero for none. */
export function sum(amounts: Iterable<Money>, currency: string): Money {
  let total: Money = { minor: 0n, currency };
  for (const each of amounts) total = add(total, each);
  return total;
}

export function subtract(a: Money, b: Money): Money {
  return add(a, negate(b));
}

export function negate({ minor, currency }: Money): Money {
  return { minor: -minor, currency };
}

/** Below zero, zero or above as `a` is less than, equal to or greater than `b`. */
export function compare(a: Money, b: Money): -1 | 0 | 1 {
  sameCurrency(a, b);
  return a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0;
}

/** The greater of two amounts. */
export function greater(a: Money, b: Money): Money {
  return compare(a, b) >= 0 ? a : b;
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency === b.currency) return;
  throw new MoneyError('MONEY_CURRENCY', `Read ${a.currency} and ${b.currency}. Convert one of them first.`, {
    context: { currencies: [a.currency, b.currency] },
  });
}
