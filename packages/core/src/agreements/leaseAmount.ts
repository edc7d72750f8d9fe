import { amountOf } from '../money/amount.ts';
import { add, greater } from '../money/arithmetic.ts';
import { exact } from '../money/Exact.ts';
import type { Money } from '../money/Money.ts';
import { money, moneyText } from '../money/moneyOf.ts';
import { type ActiveDays, type ActiveDaysOptions, activeDays } from './activeDays.ts';
import { indexFactor, type PriceIndex } from './indexFactor.ts';

/** How rent and revenue share make the amount. `greater` pays the larger of both. */
export type LeaseRule = 'fixed' | 'greater' | 'sum';

export interface LeaseAmountOptions extends ActiveDaysOptions, PriceIndex {
  /** How many units are leased, as a decimal text: hectares, kWp, square metres of roof. */
  units: string;
  /** Rent of one unit for a whole month at the base date. */
  baseMonthlyRatePerUnit: Money;
  /** Share of the plant's revenue, as a decimal text: `"0.045"`. @defaultValue "0" */
  revenueShare?: string | undefined;
  /** Revenue of the plant in the month; a negative one shares nothing. @defaultValue zero */
  plantRevenue?: Money | undefined;
  /** @defaultValue "fixed" */
  rule?: LeaseRule | undefined;
}

export interface LeaseAmount extends ActiveDays {
  readonly indexedRate: Money;
  readonly fixed: Money;
  readonly variable: Money;
  readonly amount: Money;
}

/**
 * The rent of one month. The fixed part is prorated by active days; the variable part is not.
 *
 * @see reference/market/README.md, "lease"
 * @example
 * leaseAmount({ month: '2025-04', startDate: '2025-04-18', units: '0.9369', baseMonthlyRatePerUnit: money('1643.12', 'BRL') }).amount // R$ 667.09
 */
export function leaseAmount(options: LeaseAmountOptions): LeaseAmount {
  const { currency } = options.baseMonthlyRatePerUnit;
  const days = activeDays(options);
  const indexedRate = amountOf(indexFactor(options).times(moneyText(options.baseMonthlyRatePerUnit)), currency);
  const share = exact(BigInt(days.activeDays)).over(BigInt(days.daysInMonth));
  const fixed = amountOf(share.times(moneyText(indexedRate)).times(options.units), currency);
  const revenue = greater(options.plantRevenue ?? money('0', currency), money('0', currency));
  const variable = amountOf(exact(moneyText(revenue)).times(options.revenueShare ?? '0'), currency);
  const amounts = { fixed, greater: greater(fixed, variable), sum: add(fixed, variable) };
  return { indexedRate, ...days, fixed, variable, amount: amounts[options.rule ?? 'fixed'] };
}
