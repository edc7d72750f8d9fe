import type { Money } from './Money.ts';
import { minorDigits } from './minorDigits.ts';
import { moneyText } from './moneyOf.ts';

/**
 * An amount for a person, in the manner of a locale. Exact at any size: the digits never pass through a float.
 *
 * @example
 * formatMoney(money('1234567.89', 'BRL'), 'pt-BR') // "R$ 1.234.567,89" (with a no-break space)
 */
export function formatMoney(value: Money, locale: string): string {
  const digits = minorDigits(value.currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: value.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(moneyText(value) as Intl.StringNumericLiteral);
}
