import type { Money } from '../money/Money.ts';
import type { LineDraft } from './AgreementKind.ts';

export interface OwedOptions {
  line: string;
  /** Who pays a positive amount. */
  from: string;
  /** Who receives a positive amount. */
  to: string;
  /** May be negative: then the direction is turned. */
  amount: Money;
  description: string;
  figures?: Readonly<Record<string, string>>;
}

/**
 * A line between two parties whose amount is never negative: a credit swaps debtor and creditor.
 *
 * @example
 * owed({ line: 'fee', from: 'client', to: 'usina', amount: money('-5', 'BRL'), description: 'refund' })
 * // debtorId 'usina', creditorId 'client', amount R$ 5.00
 */
export function owed({ line, from, to, amount, description, figures = {} }: OwedOptions): LineDraft {
  const turned = amount.minor < 0n;
  return {
    line,
    debtorId: turned ? to : from,
    creditorId: turned ? from : to,
    amount: turned ? { minor: -amount.minor, currency: amount.currency } : amount,
    description,
    figures,
  };
}
