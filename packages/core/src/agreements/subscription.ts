import * as z from 'zod';
import { Currency } from '../money/Money.ts';
import { money, moneyText } from '../money/moneyOf.ts';
import { evidenced } from '../readings/Evidence.ts';
import { defineAgreement } from './defineAgreement.ts';
import { indexGiven, indexTerms, PositiveAmount } from './fields.ts';
import { fitsCurrency } from './fitsCurrency.ts';
import { owed } from './owed.ts';
import { partOfVersion } from './partOfVersion.ts';
import { subscriptionFee } from './subscriptionFee.ts';

/**
 * Subscription: a monthly fee, indexed, prorated by active days, with a minimum. Where it is amended within a month,
 * each version bills its own days and its part of the minimum (`partOfVersion`).
 *
 * Line: `fee`, subscriber to provider.
 *
 * @example
 * { kind: 'subscription', parties: { provider: 'usina', subscriber: 'home-12' }, terms: { monthlyFee: '39.90' }, … }
 */
export const subscription = defineAgreement({
  kind: 'subscription',
  roles: ['provider', 'subscriber'],
  terms: z
    .strictObject({
      currency: Currency.default('BRL'),
      monthlyFee: PositiveAmount.describe('of a whole month at the base date'),
      ...indexTerms,
      minimumFee: PositiveAmount.default('0'),
      minimumProrated: z.boolean().default(false),
    })
    .superRefine(fitsCurrency('monthlyFee', 'minimumFee')),
  given: indexGiven,
  settle({ terms, agreement, period, given }) {
    const minimum = money(terms.minimumFee, terms.currency);
    const fee = subscriptionFee({
      month: period.month,
      startDate: period.startDate,
      endDate: period.endDate,
      baseFee: money(terms.monthlyFee, terms.currency),
      indexMonthlyRates: given.indexMonthlyRates ?? terms.indexMonthlyRates,
      indexFloorZero: terms.indexFloorZero,
      minimumFee: terms.minimumProrated ? minimum : partOfVersion(minimum, period),
      minimumProrated: terms.minimumProrated,
    });
    const line = owed({
      line: 'fee',
      from: agreement.parties.subscriber!,
      to: agreement.parties.provider!,
      amount: fee.amount,
      description: `Subscription ${period.month}, ${fee.activeDays} of ${fee.daysInMonth} days`,
      figures: { indexFactor: fee.indexFactor.toFixed(8), monthlyFee: moneyText(fee.monthlyFee) },
    });
    return evidenced({ lines: [line] }, { sources: [`agreement/${agreement.id}`], rule: 'subscription/1' });
  },
});
