import * as z from 'zod';
import { Currency } from '../money/Money.ts';
import { money, moneyText } from '../money/moneyOf.ts';
import { evidenced, insufficient } from '../readings/Evidence.ts';
import { defineAgreement } from './defineAgreement.ts';
import { Amount, Fraction, indexGiven, indexTerms, PositiveAmount, PositiveDecimal } from './fields.ts';
import { fitsCurrency } from './fitsCurrency.ts';
import { leaseAmount } from './leaseAmount.ts';
import { owed } from './owed.ts';
import { partOfVersion } from './partOfVersion.ts';

/**
 * Lease of land or of a roof: an indexed rent per unit, a share of the plant's revenue, or both, by rule. The revenue
 * of a period is given with it; without one, a rule that needs it answers insufficient data. Where the lease is amended
 * within a month, each version shares its part of the revenue (`partOfVersion`).
 *
 * Line: `rent`, lessee to lessor.
 *
 * @example
 * { kind: 'landLease', parties: { lessor: 'farm', lessee: 'usina' },
 *   terms: { units: '0.9369', unit: 'ha', monthlyRatePerUnit: '1643.12' }, … }
 */
export const landLease = defineAgreement({
  kind: 'landLease',
  roles: ['lessor', 'lessee'],
  terms: z
    .strictObject({
      currency: Currency.default('BRL'),
      units: PositiveDecimal,
      unit: z.string().min(1).describe('ha, m2, kWp …'),
      monthlyRatePerUnit: PositiveAmount.describe('at the base date'),
      ...indexTerms,
      revenueShare: Fraction.default('0'),
      rule: z.enum(['fixed', 'greater', 'sum']).default('fixed'),
    })
    .superRefine(fitsCurrency('monthlyRatePerUnit')),
  given: indexGiven.extend({ plantRevenue: Amount.optional().describe('revenue of the plant in the month') }),
  settle({ terms, agreement, period, given }) {
    const { currency, rule, units, unit } = terms;
    const evidence = { sources: [`agreement/${agreement.id}`], rule: 'landLease/1' };
    if (rule !== 'fixed' && given.plantRevenue === undefined) {
      return insufficient('missingInput', `The rule "${rule}" needs the plant's revenue of ${period.month}.`, evidence);
    }
    const lease = leaseAmount({
      month: period.month,
      startDate: period.startDate,
      endDate: period.endDate,
      units,
      baseMonthlyRatePerUnit: money(terms.monthlyRatePerUnit, currency),
      indexMonthlyRates: given.indexMonthlyRates ?? terms.indexMonthlyRates,
      indexFloorZero: terms.indexFloorZero,
      revenueShare: terms.revenueShare,
      plantRevenue: partOfVersion(money(given.plantRevenue ?? '0', currency), period),
      rule,
    });
    const line = owed({
      line: 'rent',
      from: agreement.parties.lessee!,
      to: agreement.parties.lessor!,
      amount: lease.amount,
      description: `Lease of ${units} ${unit} in ${period.month}, ${lease.activeDays} of ${lease.daysInMonth} days`,
      figures: {
        indexedRate: moneyText(lease.indexedRate),
        fixed: moneyText(lease.fixed),
        variable: moneyText(lease.variable),
      },
    });
    return evidenced({ lines: [line] }, evidence);
  },
});
