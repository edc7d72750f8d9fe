import type * as z from 'zod';
import { exact } from '../money/Exact.ts';
import { minorDigits } from '../money/minorDigits.ts';

/**
 * A check for terms that hold amounts: none of those named has more decimals than the currency of the terms, so that
 * what is opened today can be settled in a year.
 *
 * @example
 * z.strictObject({ currency: Currency, fee: Amount }).superRefine(fitsCurrency('fee'))
 * // fee "39.901" in BRL: expected at most 2 decimals, as BRL has
 */
export function fitsCurrency<Name extends string>(...names: readonly Name[]) {
  return (terms: { readonly currency: string } & Readonly<Record<Name, string>>, context: z.RefinementCtx): void => {
    const digits = minorDigits(terms.currency);
    for (const name of names) {
      if (exact(terms[name]).roundTo(digits).compare(terms[name]) === 0) continue;
      const message = `expected at most ${digits} decimals, as ${terms.currency} has`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
  };
}
