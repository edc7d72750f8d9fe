import type { Settlement } from '@usina/core';
import { type Money, negate } from '@usina/core/money';

/** One side of a line in double entry: positive is what the party is to receive. */
export interface Posting {
  readonly lineId: string;
  readonly agreementId: string;
  readonly partyId: string;
  readonly amount: Money;
}

/** The two postings of every line. They sum to zero, line by line. */
export function postings(settlement: Settlement): Posting[] {
  return settlement.lineItems.flatMap(({ id: lineId, agreementId, debtorId, creditorId, amount }) => [
    { lineId, agreementId, partyId: debtorId, amount: negate(amount) },
    { lineId, agreementId, partyId: creditorId, amount },
  ]);
}

/**
 * What a new revision changes: the postings of the revision before, turned round, and then its own. Lines that did
 * not change cancel and are left out. Both halves sum to zero, and so does the whole.
 */
export function adjustmentPostings(before: Settlement, after: Settlement): Posting[] {
  const key = (posting: Posting) => `${posting.lineId}\u0000${posting.partyId}\u0000${posting.amount.minor}`;
  const old = postings(before);
  const next = postings(after);
  const kept = new Set(old.map(key));
  const same = new Set(next.map(key).filter((each) => kept.has(each)));
  return [
    ...old.filter((each) => !same.has(key(each))).map((each) => ({ ...each, amount: negate(each.amount) })),
    ...next.filter((each) => !same.has(key(each))),
  ];
}

/** What each party is to receive (positive) or to pay (negative) in a settlement. The values sum to zero. */
export function balances(settlement: Settlement): Map<string, Money> {
  const result = new Map<string, Money>();
  for (const { partyId, amount } of postings(settlement)) {
    const { minor } = result.get(partyId) ?? { minor: 0n };
    result.set(partyId, { minor: minor + amount.minor, currency: amount.currency });
  }
  return result;
}
