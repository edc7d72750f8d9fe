import { amountOf } from '../money/amount.ts';
import { subtract } from '../money/arithmetic.ts';
import { exact } from '../money/Exact.ts';
import type { Money } from '../money/Money.ts';
import { moneyText } from '../money/moneyOf.ts';
import type { SettlePeriod } from './AgreementKind.ts';

/**
 * The part of a monthly amount that one version of an agreement bills: by its share of the local days that all
 * versions cover in the month, so that what is due once a month is due once, however often the agreement is amended.
 * Rounded so that the parts of equal amounts add up to the amount. All of it where the month has a single version.
 *
 * @example
 * // amended on the 11th of a month of 31 days
 * partOfVersion(money('30', 'BRL'), { activeDays: 10, versionDays: { before: 0, all: 31 } })  // R$ 9.68
 * partOfVersion(money('30', 'BRL'), { activeDays: 21, versionDays: { before: 10, all: 31 } }) // R$ 20.32
 */
export function partOfVersion(monthly: Money, period: Pick<SettlePeriod, 'activeDays' | 'versionDays'>): Money {
  const { before, all } = period.versionDays;
  const until = (days: number) =>
    amountOf(exact(moneyText(monthly)).times(BigInt(days)).over(BigInt(all)), monthly.currency);
  return subtract(until(before + period.activeDays), until(before));
}
