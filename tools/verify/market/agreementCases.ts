import {
  allocateRevenue,
  contractVolume,
  type LeaseRule,
  leaseAmount,
  subscriptionFee,
  surplusShareAmounts,
} from '@usina/core/agreements';
import { amountOf, exact, money, moneyText, unitPrice } from '@usina/core/money';

interface Dated {
  month: string;
  start: string;
  end: string | null;
  indexMonthlyRates: string[];
  indexFloorZero: boolean;
}
const dated = ({ start, end, ...rest }: Dated) => ({ startDate: start, endDate: end, ...rest });
const wh = (kwh: string) => exact(kwh).times(1_000n).round();

/** The case kinds that an agreement's formula answers: input of the file in, members of `expected` out. */
export const agreementCases = {
  subscription(
    input: Dated & { baseFee: string; minimumFee: string; minimumProrated: boolean },
    currency: string,
  ): object {
    const fee = subscriptionFee({
      ...dated(input),
      baseFee: money(input.baseFee, currency),
      minimumFee: money(input.minimumFee, currency),
      minimumProrated: input.minimumProrated,
    });
    const { activeDays, daysInMonth } = fee;
    return {
      indexFactor: fee.indexFactor.toFixed(8),
      monthlyFee: moneyText(fee.monthlyFee),
      activeDays,
      daysInMonth,
      amount: moneyText(fee.amount),
    };
  },

  'surplus-share'(
    input: Record<'generationKwh' | 'loadKwh' | 'priceBrlPerMwh', string[]> &
      Record<'operatorShare' | 'costs' | 'carryIn' | 'minimumFee', string>,
    currency: string,
  ): object {
    const result = surplusShareAmounts({
      intervals: input.generationKwh.map((generation, i) => ({
        generationWh: wh(generation),
        loadWh: wh(input.loadKwh[i]!),
        price: unitPrice(input.priceBrlPerMwh[i]!, 'MWh', currency),
      })),
      currency,
      operatorShare: input.operatorShare,
      costs: money(input.costs, currency),
      carryIn: money(input.carryIn, currency),
      minimumFee: money(input.minimumFee, currency),
    });
    return {
      surplusKwh: exact(result.surplusWh).over(1_000n).toFixed(3),
      gross: moneyText(amountOf(result.gross, currency)),
      net: moneyText(amountOf(result.net, currency)),
      operatorAmount: moneyText(result.operatorAmount),
      subscriberAmount: moneyText(result.subscriberAmount),
      carryOut: moneyText(result.carryOut),
    };
  },

  lease(
    input: Dated &
      Record<'units' | 'baseMonthlyRatePerUnit' | 'revenueShare' | 'plantRevenue', string> & { rule: LeaseRule },
    currency: string,
  ): object {
    const { activeDays, daysInMonth, ...amounts } = leaseAmount({
      ...dated(input),
      units: input.units,
      baseMonthlyRatePerUnit: money(input.baseMonthlyRatePerUnit, currency),
      revenueShare: input.revenueShare,
      plantRevenue: money(input.plantRevenue, currency),
      rule: input.rule,
    });
    const texts = Object.entries(amounts).map(([name, value]) => [name, moneyText(value)]);
    return { activeDays, daysInMonth, ...Object.fromEntries(texts) };
  },

  'revenue-allocation'(
    input: { total: string; participants: { id: string; kwh: string }[] },
    currency: string,
  ): object {
    const shares = allocateRevenue({
      total: money(input.total, currency),
      participants: input.participants.map(({ id, kwh }) => ({ id, weight: kwh })),
    });
    return { shares: Object.fromEntries([...shares].map(([id, share]) => [id, moneyText(share)])) };
  },

  'contract-volume'(
    input: Record<'mwmed' | 'seasonalBand' | 'flexBand' | 'price', string> &
      Record<'seasonalShare' | 'consumptionMwh', string[]> & { year: number },
    currency: string,
  ): object {
    const year = contractVolume({ ...input, price: unitPrice(input.price, 'MWh', currency) });
    return {
      annualMwh: year.annualMwh.toFixed(3),
      seasonalisationWithinBand: year.seasonalisationWithinBand,
      months: year.months.map(({ seasonalMwh, billedMwh, mcpMwh, amount }, i) => ({
        month: i + 1,
        seasonalMwh: seasonalMwh.toFixed(3),
        billedMwh: billedMwh.toFixed(3),
        mcpMwh: mcpMwh.toFixed(3),
        amount: moneyText(amount),
      })),
      totalAmount: moneyText(year.totalAmount),
    };
  },
};
