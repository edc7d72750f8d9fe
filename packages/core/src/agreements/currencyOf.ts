import type { Agreement } from '../model/Agreement.ts';
import type { AgreementKind } from './AgreementKind.ts';

/**
 * The currency that an agreement settles in: `currency` of its terms, with the default of its kind. Undefined where
 * the kind is not among those passed in, the terms are invalid, or they name none.
 *
 * @example
 * currencyOf(standardAgreementKinds, { ...agreement, kind: 'subscription', terms: { monthlyFee: '39.90' } }) // 'BRL'
 */
export function currencyOf(kinds: readonly AgreementKind[], agreement: Agreement): string | undefined {
  const terms = kinds.find(({ kind }) => kind === agreement.kind)?.terms.safeParse(agreement.terms);
  const currency = terms?.success ? (terms.data as { currency?: unknown }).currency : undefined;
  return typeof currency === 'string' ? currency : undefined;
}
