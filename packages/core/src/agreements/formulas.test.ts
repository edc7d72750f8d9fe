import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, money, moneyText, sum, unitPrice } from '../money/index.ts';
import {
  activeDays,
  allocateRevenue,
  contractMonth,
  contractVolume,
  indexFactor,
  leaseAmount,
  partOfVersion,
  subscriptionFee,
  surplusShareAmounts,
} from './index.ts';

const brl = (text: string) => money(text, 'BRL');
const code = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
};

describe('activeDays', () => {
  it('counts local dates, the start included and the end excluded', () => {
    expect(activeDays({ month: '2024-02', startDate: '2023-02-01', endDate: '2024-02-18' })).toEqual({
      activeDays: 17,
      daysInMonth: 29,
    });
    expect(activeDays({ month: '2025-07', startDate: '2025-08-01' }).activeDays).toBe(0);
    expect(activeDays({ month: '2025-07', startDate: '2020-01-01', endDate: '2025-07-01' }).activeDays).toBe(0);
  });

  it('refuses what is no month and no date', () => {
    expect(code(() => activeDays({ month: '2025-13', startDate: '2025-01-01' }))).toBe('AGREEMENT_INPUT');
    expect(code(() => activeDays({ month: '2025-02', startDate: '2025-02-30' }))).toBe('AGREEMENT_INPUT');
  });
});

describe('subscriptionFee', () => {
  it('is prorated in the first month', () => {
    const fee = subscriptionFee({ month: '2025-02', startDate: '2025-02-18', baseFee: brl('191.51') });
    expect(fee).toMatchObject({ monthlyFee: brl('191.51'), activeDays: 11, daysInMonth: 28, amount: brl('75.24') });
  });

  it('is not below the minimum while active, and nothing while not', () => {
    const terms = { baseFee: brl('19.05'), minimumFee: brl('25.00'), startDate: '2024-11-15' };
    expect(subscriptionFee({ ...terms, month: '2025-03' }).amount).toEqual(brl('25.00'));
    expect(subscriptionFee({ ...terms, month: '2024-10' }).amount).toEqual(brl('0.00'));
  });

  it('follows the index up, and down only where no floor holds', () => {
    const rates = { indexMonthlyRates: ['-0.01', '0.005'] };
    expect(indexFactor({ ...rates }).toFixed(8)).toBe('1.00000000');
    expect(indexFactor({ ...rates, indexFloorZero: false }).toFixed(8)).toBe('0.99495000');
    expect(indexFactor({ indexMonthlyRates: ['0.0019', '-0.0006', '0.0088'], indexFloorZero: false }).toFixed(8)).toBe(
      '1.01011029',
    );
  });
});

describe('partOfVersion', () => {
  it('splits a monthly amount over the versions of a month', () => {
    const part = (activeDays: number, before: number, all = 31) =>
      partOfVersion(brl('30'), { activeDays, versionDays: { before, all } });
    expect([part(10, 0), part(21, 10)]).toEqual([brl('9.68'), brl('20.32')]);
    expect(part(17, 0, 17)).toEqual(brl('30'));
  });

  it('adds up to the amount, however often a month is amended', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -10_000n, max: 10_000n }), fc.array(fc.nat(9), { minLength: 1 }), (minor, days) => {
        const all = days.reduce((total, each) => total + each, 1);
        let before = 0;
        const parts = [...days, 1].map((activeDays) => {
          const part = partOfVersion({ minor, currency: 'BRL' }, { activeDays, versionDays: { before, all } });
          before += activeDays;
          return part;
        });
        expect(sum(parts, 'BRL').minor).toBe(minor);
      }),
    );
  });
});

describe('leaseAmount', () => {
  it('pays the first partial month per hectare', () => {
    const lease = leaseAmount({
      month: '2025-04',
      startDate: '2025-04-18',
      units: '0.9369',
      baseMonthlyRatePerUnit: brl('1643.12'),
    });
    expect(lease).toMatchObject({ activeDays: 13, daysInMonth: 30, fixed: brl('667.09'), amount: brl('667.09') });
  });

  it('shares the revenue of the plant by its rule, and never a loss', () => {
    const lease = (rule: 'greater' | 'sum', revenue: string) =>
      moneyText(
        leaseAmount({
          month: '2025-12',
          startDate: '2023-01-10',
          units: '100',
          baseMonthlyRatePerUnit: brl('2.00'),
          revenueShare: '0.05',
          plantRevenue: brl(revenue),
          rule,
        }).amount,
      );
    expect([lease('greater', '10000'), lease('sum', '10000'), lease('greater', '-10000')]).toEqual([
      '500.00',
      '700.00',
      '200.00',
    ]);
  });
});

describe('surplusShareAmounts', () => {
  const price = unitPrice('300', 'MWh', 'BRL');
  const share = (costs: string) =>
    surplusShareAmounts({
      intervals: [
        { generationWh: 5_000n, loadWh: 2_000n, price },
        { generationWh: 0n, loadWh: 9_000n, price },
      ],
      currency: 'BRL',
      operatorShare: '0.15',
      costs: brl(costs),
      minimumFee: brl('0.05'),
    });

  it('never nets a night against a noon', () => {
    const result = share('0');
    expect(result.surplusWh).toBe(3_000n);
    expect(result.gross.compare('0.9')).toBe(0);
    expect([result.operatorAmount, result.subscriberAmount]).toEqual([brl('0.14'), brl('0.76')]);
  });

  it('carries a loss on and still pays the minimum', () => {
    const result = share('10');
    expect([result.operatorAmount, result.subscriberAmount, result.carryOut]).toEqual([
      brl('0.05'),
      brl('-0.05'),
      brl('-9.10'),
    ]);
  });

  it('gives away what there is, no more and no less', () => {
    const energy = fc.bigInt({ min: 0n, max: 10n ** 9n });
    const intervals = fc.array(
      fc.record({ generationWh: energy, loadWh: energy, price: fc.bigInt({ min: -500_000_000n, max: 10n ** 9n }) }),
      { maxLength: 50 },
    );
    fc.assert(
      fc.property(intervals, fc.integer({ min: 0, max: 1_000 }), (list, permille) => {
        const result = surplusShareAmounts({
          intervals: list.map((each) => ({ ...each, price: { micros: each.price, per: 'MWh', currency: 'BRL' } })),
          currency: 'BRL',
          operatorShare: (permille / 1_000).toFixed(3),
        });
        const paid = result.operatorAmount.minor + result.subscriberAmount.minor + result.carryOut.minor;
        expect(paid).toBe(result.net.times(100n).round());
      }),
    );
  });
});

describe('allocateRevenue', () => {
  it('adds up to a loss as well', () => {
    const participants = ['a', 'b', 'c'].map((id) => ({ id, weight: '1' }));
    const shares = allocateRevenue({ total: brl('-76.12'), participants });
    expect(shares.get('a')).toEqual(brl('-25.38'));
    expect(sum(shares.values(), 'BRL')).toEqual(brl('-76.12'));
  });
});

describe('contractVolume', () => {
  const price = unitPrice('235.70', 'MWh', 'BRL');
  const seasonalShare = '0.084 0.086 0.088 0.084 0.086 0.092 0.090 0.082 0.095 0.082 0.086 0.045'.split(' ');

  it('bills a month inside its flexibility band and leaves the rest to the market', () => {
    const month = contractMonth({
      year: 2024,
      month: 1,
      mwmed: '1.831',
      seasonalShare,
      flexBand: '0.10',
      price,
      consumptionMwh: '1124.106',
    });
    expect([month.seasonalMwh, month.billedMwh, month.mcpMwh].map((mwh) => mwh.toFixed(3))).toEqual([
      '1351.014',
      '1215.913',
      '91.807',
    ]);
    expect(month.amount).toEqual(brl('286590.69'));
  });

  it('is flat where no season is agreed, and then within any band', () => {
    const year = contractVolume({
      year: 2024,
      mwmed: '1',
      price: unitPrice('100', 'MWh', 'BRL'),
      consumptionMwh: Array(12).fill('0'),
    });
    expect(year.annualMwh.compare('8784')).toBe(0);
    expect(year.months[1]!.billedMwh.compare('696')).toBe(0);
    expect(year.seasonalisationWithinBand).toBe(true);
    expect(year.totalAmount).toEqual(brl('878400.00'));
    expect(contractMonth({ year: 2025, month: 2, mwmed: '1', price }).billedMwh.compare(exact('672'))).toBe(0);
  });

  it('asks for twelve months', () => {
    expect(code(() => contractVolume({ year: 2024, mwmed: '1', price, consumptionMwh: ['1'] }))).toBe(
      'AGREEMENT_INPUT',
    );
  });
});
