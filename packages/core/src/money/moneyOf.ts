import { type ExactInput, exact, exactText } from './Exact.ts';
import { Currency, type Money } from './Money.ts';
import { MoneyError } from './MoneyError.ts';
import { minorDigits } from './minorDigits.ts';

/**
 * An amount from a decimal text in the major unit. Never rounds: more decimals than the currency has are refused
 * (`MONEY_INVALID`), as is a currency that is no ISO 4217 code.
 *
 * @example
 * money('12.34', 'BRL') // { minor: 1_234n, currency: 'BRL' }
 */
export function money(text: ExactInput, currency: string): Money {
  checkCurrency(currency);
  const digits = minorDigits(currency);
  const { numerator, denominator } = exact(text);
  const scaled = numerator * 10n ** BigInt(digits);
  if (scaled % denominator !== 0n) {
    throw new MoneyError('MONEY_INVALID', `Read ${exactText(text)} ${currency}, expected at most ${digits} decimals.`, {
      context: { read: exactText(text), currency, digits },
    });
  }
  return { minor: scaled / denominator, currency };
}

/** The decimal text of an amount, with all decimals of its currency: the inverse of `money`. */
export function moneyText({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  return exact(minor)
    .over(10n ** BigInt(digits))
    .toFixed(digits);
}

/** Throws `MONEY_INVALID` for a text that is no code of ISO 4217. */
export function checkCurrency(currency: string): void {
  if (Currency.safeParse(currency).success) return;
  throw new MoneyError('MONEY_INVALID', `Read the currency "${currency}", expected a code of ISO 4217 such as "BRL".`, {
    context: { currency },
  });
}
