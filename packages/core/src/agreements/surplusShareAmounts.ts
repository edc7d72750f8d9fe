import { amountOf, exactAmount } from '../money/amount.ts';
import { greater, subtract } from '../money/arithmetic.ts';
import { type Exact, exact } from '../money/Exact.ts';
import type { Money, UnitPrice } from '../money/Money.ts';
import { money, moneyText } from '../money/moneyOf.ts';

export interface SurplusInterval {
  /** Energy generated in the interval, not negative. [Wh] */
  readonly generationWh: bigint;
  /** Energy used on site in the interval, not negative. [Wh] */
  readonly loadWh: bigint;
  /** What the surplus of this interval was sold for. */
  readonly price: UnitPrice;
}

export interface SurplusShareOptions {
  intervals: Iterable<SurplusInterval>;
  currency: string;
  /** Share of the operator as a decimal text: `"0.15"`. */
  operatorShare: string;
  /** Costs of the period, taken off before sharing. @defaultValue zero */
  costs?: Money | undefined;
  /** A loss of the period before, zero or negative. @defaultValue zero */
  carryIn?: Money | undefined;
  /** What the operator gets at least. @defaultValue zero */
  minimumFee?: Money | undefined;
}

export interface SurplusShareAmounts {
  readonly surplusWh: bigint;
  /** Value of the surplus, not rounded. */
  readonly gross: Exact;
  /** Gross less costs and the loss carried in, not rounded. */
  readonly net: Exact;
  readonly operatorAmount: Money;
  /** Negative when the operator's minimum fee is more than there is to share. */
  readonly subscriberAmount: Money;
  /** Loss carried into the next period, zero or negative. */
  readonly carryOut: Money;
}

/**
 * Shares what surplus energy earned between operator and subscriber. Surplus is counted in each interval on its own:
 * a shortfall at night never eats the surplus of noon.
 *
 * @see reference/market/README.md, "surplus-share"
 * @example
 * surplusShareAmounts({
 *   intervals: [{ generationWh: 5_000n, loadWh: 2_000n, price: unitPrice('300', 'MWh', 'BRL') }],
 *   currency: 'BRL', operatorShare: '0.15',
 * }) // gross 0.90, operator 0.14 (0.135), subscriber 0.76
 */
export function surplusShareAmounts(options: SurplusShareOptions): SurplusShareAmounts {
  const { currency } = options;
  const zero = money('0', currency);
  let surplusWh = 0n;
  let gross = exact(0n);
  for (const { generationWh, loadWh, price } of options.intervals) {
    const surplus = generationWh - loadWh;
    if (surplus <= 0n) continue;
    surplusWh += surplus;
    gross = gross.plus(exactAmount(price, { value: surplus, unit: 'Wh' }));
  }
  const net = gross.minus(moneyText(options.costs ?? zero)).plus(moneyText(options.carryIn ?? zero));
  const shared = net.max(0n);
  const operatorAmount = greater(amountOf(shared.times(options.operatorShare), currency), options.minimumFee ?? zero);
  return {
    surplusWh,
    gross,
    net,
    operatorAmount,
    subscriberAmount: subtract(amountOf(shared, currency), operatorAmount),
    carryOut: amountOf(net.min(0n), currency),
  };
}
