import { amountOf } from '../money/amount.ts';
import { greater } from '../money/arithmetic.ts';
import { type Exact, exact } from '../money/Exact.ts';
import type { Money } from '../money/Money.ts';
import { money, moneyText } from '../money/moneyOf.ts';
import { type ActiveDays, type ActiveDaysOptions, activeDays } from './activeDays.ts';
import { indexFactor, type PriceIndex } from './indexFactor.ts';

export interface SubscriptionFeeOptions extends ActiveDaysOptions, PriceIndex {
  /** Fee of a whole month at the base date. */
  baseFee: Money;
  /** What a month with at least one active day costs at least. @defaultValue zero */
  minimumFee?: Money | undefined;
  /** Whether the minimum shrinks with the active days. @defaultValue false */
  minimumProrated?: boolean | undefined;
}

export interface SubscriptionFee extends ActiveDays {
  /** Accumulated index, not rounded. */
  readonly indexFactor: Exact;
  /** Indexed fee of a whole month, rounded. */
  readonly monthlyFee: Money;
  /** What this month costs. */
  readonly amount: Money;
}

/**
 * The fee of one month: indexed, rounded, prorated by active days, rounded, and not below the minimum while active.
 *
 * @see reference/market/README.md, "subscription"
 * @example
 * subscriptionFee({ month: '2025-02', startDate: '2025-02-18', baseFee: money('191.51', 'BRL') }).amount // R$ 75.24
 */
export function subscriptionFee(options: SubscriptionFeeOptions): SubscriptionFee {
  const { currency } = options.baseFee;
  const days = activeDays(options);
  const factor = indexFactor(options);
  const monthlyFee = amountOf(factor.times(moneyText(options.baseFee)), currency);
  const prorated = prorate(monthlyFee, days);
  const minimum = options.minimumFee ?? money('0', currency);
  const floor = options.minimumProrated ? prorate(minimum, days) : minimum;
  return {
    indexFactor: factor,
    monthlyFee,
    ...days,
    amount: days.activeDays > 0 ? greater(prorated, floor) : prorated,
  };
}

/** The part of a monthly amount that falls on the active days, rounded once. */
export function prorate(monthly: Money, days: ActiveDays): Money {
  const share = exact(BigInt(days.activeDays)).over(BigInt(days.daysInMonth));
  return amountOf(share.times(moneyText(monthly)), monthly.currency);
}
