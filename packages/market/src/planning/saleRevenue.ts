import { amountOf, Exact, type Money, sum, type UnitPrice } from '@usina/core/money';
import type { SalePolicy } from './SalePolicy.ts';
import type { SalePosition } from './salePosition.ts';

/** Expected income over the horizon; the parts add up to the total. */
export interface SaleRevenue {
  /** The contract's volume at the contract's price. */
  readonly contract: Money;
  /** What is offered beyond it, at the expected prices. */
  readonly offer: Money;
  /** Expected surplus less expected shortfall, at what the policy says they bring and cost. */
  readonly difference: Money;
  readonly total: Money;
}

export interface SaleRevenueOptions {
  readonly position: SalePosition;
  /** Expected price of each interval, for one MWh. */
  readonly priceMicros: readonly bigint[];
  readonly currency: string;
  readonly policy: SalePolicy;
  readonly contractPrice?: UnitPrice | undefined;
}

const centavoMicros = 10_000n;
/** Micros a currency unit × Wh a MWh. */
const microsWh = 10n ** 12n;

/** Values a position; each part is rounded once. The floor price is undefined where nothing is offered. */
export function saleRevenue(options: SaleRevenueOptions): { revenue: SaleRevenue; floorPrice: UnitPrice | undefined } {
  const { position, priceMicros, currency, policy, contractPrice } = options;
  const worthOf = (wh: readonly bigint[]) => wh.reduce((value, each, i) => value + each * priceMicros[i]!, 0n);
  const totalOf = (wh: readonly bigint[]) => wh.reduce((total, each) => total + each, 0n);
  const amount = (value: Exact) => amountOf(value.over(microsWh), currency);

  const offeredValue = worthOf(position.offeredWh);
  const surplus = new Exact(worthOf(position.surplusWh)).times(policy.longShare);
  const shortfall = new Exact(worthOf(position.shortfallWh)).times(policy.shortShare);
  const parts = {
    contract: amount(new Exact(totalOf(position.committedWh) * (contractPrice?.micros ?? 0n))),
    offer: amount(new Exact(offeredValue)),
    difference: amount(surplus.minus(shortfall)),
  };
  const revenue = { ...parts, total: sum(Object.values(parts), currency) };
  const offered = totalOf(position.offeredWh);
  if (offered === 0n) return { revenue, floorPrice: undefined };
  // the mean price of what is offered, up to the next centavo: less would be worth less than waiting
  const perCentavo = offered * centavoMicros;
  const centavos = (offeredValue + perCentavo - 1n) / perCentavo;
  return { revenue, floorPrice: { micros: centavos * centavoMicros, per: 'MWh', currency } };
}
