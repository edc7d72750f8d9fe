import * as z from 'zod';
import { amountOf } from '../money/amount.ts';
import { exact } from '../money/Exact.ts';
import { Currency, type UnitPrice } from '../money/Money.ts';
import { money, moneyText } from '../money/moneyOf.ts';
import { unitPrice } from '../money/unitPrice.ts';
import { type Evidence, evidenced, insufficient } from '../readings/Evidence.ts';
import { defineAgreement } from './defineAgreement.ts';
import { Amount, distinctRoles, Fraction, MeterRoles, MinimumCoverage, PositiveAmount, Price } from './fields.ts';
import { fitsCurrency } from './fitsCurrency.ts';
import { netByInterval } from './netByInterval.ts';
import { owed } from './owed.ts';
import { partOfVersion } from './partOfVersion.ts';
import { priceAt } from './priceAt.ts';
import { type SurplusInterval, surplusShareAmounts } from './surplusShareAmounts.ts';

const SurplusPrice = z.union([
  z.strictObject({ perMwh: Price }).describe('one price for all intervals'),
  z
    .strictObject({ market: z.string().min(1), product: z.string().min(1), zone: z.string().min(1) })
    .describe('the series that holds the price of each interval'),
]);

/**
 * Surplus share: what a subscriber's plant makes beyond the subscriber's own use is sold by the operator, who keeps a
 * share. Surplus is counted in each interval on its own. A loss (costs above gross) is carried into the next period.
 * Where it is amended within a month, each version bears its part of the costs and of the minimum (`partOfVersion`).
 *
 * Lines: `surplus`, what is to be shared, operator to subscriber; `operatorShare`, subscriber to operator. Their
 * difference is what the subscriber gets.
 *
 * @example
 * { kind: 'surplusShare', parties: { operator: 'usina', subscriber: 'home-12' }, meters: ['pv-12', 'load-12'],
 *   terms: { generation: [{ meterId: 'pv-12' }], load: [{ meterId: 'load-12', point: 'energyImportedWh' }],
 *     price: { market: 'CCEE', product: 'PLD', zone: 'SUDESTE' }, operatorShare: '0.15' }, … }
 */
export const surplusShare = defineAgreement({
  kind: 'surplusShare',
  roles: ['operator', 'subscriber'],
  terms: z
    .strictObject({
      currency: Currency.default('BRL'),
      generation: MeterRoles.min(1).describe('meters of what is generated'),
      load: MeterRoles.default([]).describe('meters of what is used on site; none when the first are net meters'),
      intervalMs: z.number().int().positive().default(3_600_000).describe('within it generation and load are netted'),
      price: SurplusPrice,
      operatorShare: Fraction,
      minimumFee: PositiveAmount.default('0').describe('what the operator gets at least'),
      minimumCoverage: MinimumCoverage,
    })
    .refine(({ generation, load }) => distinctRoles([...generation, ...load]), {
      path: ['load'],
      message: 'expected every meter and point once, in generation or in load',
    })
    .superRefine(fitsCurrency('minimumFee')),
  given: z.strictObject({ costs: Amount.default('0').describe('costs of the period, taken off before sharing') }),
  meters: ({ generation, load }) => [...generation, ...load].map(({ meterId }) => meterId),
  settle(context) {
    const { terms, agreement, period, given, carryIn } = context;
    const { currency } = terms;
    const net = netByInterval({ context, ...terms, rule: 'surplusShare/1' });
    if (!net.ok) return net;

    const series = 'perMwh' in terms.price ? undefined : context.prices(terms.price);
    const fixed = 'perMwh' in terms.price ? unitPrice(terms.price.perMwh, 'MWh', currency) : undefined;
    const evidence: Evidence = series
      ? {
          ...net.evidence,
          sources: [...net.evidence.sources, `${series.market}/${series.product}/${series.zone}@${series.revision}`],
          notes: [...(net.evidence.notes ?? []), `prices are ${series.status}`],
        }
      : net.evidence;
    const intervals: SurplusInterval[] = [];
    for (const { startMs, endMs, generationWh, loadWh } of net.value) {
      if (generationWh <= loadWh) continue;
      const price: UnitPrice | undefined = fixed ?? (series && priceAt(series, { startMs, endMs }));
      if (price === undefined || price.currency !== currency) {
        const text = `No ${currency} price holds for the surplus of ${new Date(startMs).toISOString()} (${JSON.stringify(terms.price)}).`;
        return insufficient('missingPrices', text, evidence);
      }
      intervals.push({ generationWh, loadWh, price });
    }

    const minimumFee = partOfVersion(money(terms.minimumFee, currency), period);
    const result = surplusShareAmounts({
      intervals,
      currency,
      operatorShare: terms.operatorShare,
      costs: partOfVersion(money(given.costs, currency), period),
      minimumFee,
      carryIn,
    });
    const { operator, subscriber } = agreement.parties;
    const surplusKwh = exact(result.surplusWh).over(1_000n).toFixed(3);
    const figures = {
      surplusKwh,
      gross: moneyText(amountOf(result.gross, currency)),
      net: moneyText(amountOf(result.net, currency)),
      operatorAmount: moneyText(result.operatorAmount),
      subscriberAmount: moneyText(result.subscriberAmount),
      carryOut: moneyText(result.carryOut),
    };
    const lines = [
      owed({
        line: 'surplus',
        from: operator!,
        to: subscriber!,
        amount: amountOf(result.net.max(0n), currency),
        description: `Surplus of ${surplusKwh} kWh in ${period.month}, after costs`,
        figures,
      }),
      owed({
        line: 'operatorShare',
        from: subscriber!,
        to: operator!,
        amount: result.operatorAmount,
        description: `Operator's share of ${terms.operatorShare}, at least ${moneyText(minimumFee)} ${currency}`,
        figures,
      }),
    ];
    return evidenced({ lines, carryOut: result.carryOut }, evidence);
  },
});
