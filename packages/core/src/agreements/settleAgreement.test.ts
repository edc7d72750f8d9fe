import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Agreement } from '../model/Agreement.ts';
import type { MeterReading } from '../model/settlement.ts';
import type { PriceSeries } from '../model/trade.ts';
import { money } from '../money/index.ts';
import { evidenced } from '../readings/Evidence.ts';
import { monthRange } from '../time/index.ts';
import {
  coverageOf,
  defineAgreement,
  energyByInterval,
  owed,
  readingsOf,
  recomputeAgreement,
  runsOf,
  type SettleAgreementOptions,
  settleAgreement,
  settlePeriodOf,
  standardAgreementKinds,
} from './index.ts';

const zone = 'America/Sao_Paulo';
const october = monthRange('2026-10', zone);
const hourMs = 3_600_000;

function agreement(input: Partial<z.input<typeof Agreement>> & { kind: string; terms: Record<string, unknown> }) {
  return Agreement.parse({
    id: 'a-1',
    parties: {
      seller: 'usina',
      buyer: 'bakery',
      operator: 'usina',
      subscriber: 'home',
      provider: 'usina',
      lessor: 'farm',
      lessee: 'usina',
    },
    meters: ['pv', 'load'],
    term: { startDate: '2026-01-01', timeZone: zone },
    ...input,
  });
}

function hourly(meterId: string, point: string, energyWh: (hour: number) => bigint | undefined): MeterReading[] {
  const readings: MeterReading[] = [];
  for (let hour = 0; hour < october.hours; hour++) {
    const energy = energyWh(hour);
    const startMs = october.startMs + hour * hourMs;
    if (energy === undefined) continue;
    readings.push({ meterId, point, startMs, endMs: startMs + hourMs, energyWh: energy, flags: [], revision: 1 });
  }
  return readings;
}

const settle = (options: Omit<SettleAgreementOptions, 'agreementKinds' | 'month'>) =>
  settleAgreement({ agreementKinds: standardAgreementKinds, month: '2026-10', ...options });

const pld = (micros: (hour: number) => bigint | null): PriceSeries => ({
  market: 'CCEE',
  product: 'PLD',
  zone: 'SUDESTE',
  status: 'official',
  currency: 'BRL',
  per: 'MWh',
  startMs: october.startMs - 5 * hourMs,
  stepMs: hourMs,
  micros: Array.from({ length: october.hours + 10 }, (_, i) => micros(i - 5)),
  revision: 'test',
});

describe('settlePeriodOf', () => {
  it('is cut to the term, in the zone of the agreement', () => {
    const term = { startDate: '2026-10-10', endDate: null, timeZone: zone };
    const period = settlePeriodOf(agreement({ kind: 'ppa', terms: {}, term }), '2026-10');
    expect(period).toMatchObject({ activeDays: 22, daysInMonth: 31, startMs: 1_791_601_200_000 });
    expect(period?.versionDays).toEqual({ before: 0, all: 22 });
    expect(settlePeriodOf(agreement({ kind: 'ppa', terms: {}, term }), '2026-09')).toBeUndefined();
    expect(settlePeriodOf(agreement({ kind: 'ppa', terms: {}, term }), '2026-10', '2026-10-20')?.activeDays).toBe(10);
  });
});

describe('ppa', () => {
  const terms = { pricePerMwh: '250.00', delivered: [{ meterId: 'pv' }] };
  const runs = runsOf(hourly('pv', 'energyExportedWh', () => 1_000n));

  it('bills what was delivered', () => {
    const result = settle({ agreement: agreement({ kind: 'ppa', terms }), runs });
    expect(result).toMatchObject({
      ok: true,
      value: { items: [{ id: 'a-1/v1/2026-10/energy', debtorId: 'bakery', creditorId: 'usina', formula: 'ppa/1' }] },
      evidence: { coverage: 1, rule: 'ppa/1' },
    });
    expect(result.ok && result.value.items[0]!.amount).toEqual(money('186.00', 'BRL'));
  });

  it('prices what lies outside the volume band, and never bills what was not delivered', () => {
    const band = (limits: object) => {
      const volumeBand = { shortfallPricePerMwh: '100', excessPricePerMwh: '50', ...limits };
      const result = settle({ agreement: agreement({ kind: 'ppa', terms: { ...terms, volumeBand } }), runs });
      return result.ok && result.value.items.map(({ id, debtorId, amount }) => [id, debtorId, amount.minor]);
    };
    expect(band({ minimumMwh: '0.7', maximumMwh: '0.7' })).toEqual([
      ['a-1/v1/2026-10/energy', 'bakery', 17_500n],
      ['a-1/v1/2026-10/excess', 'bakery', 220n],
    ]);
    expect(band({ minimumMwh: '0.9' })).toEqual([
      ['a-1/v1/2026-10/energy', 'bakery', 18_600n],
      ['a-1/v1/2026-10/shortfall', 'usina', 1_560n],
    ]);
  });

  it('says which meter misses what, and invents nothing', () => {
    const gappy = runsOf(hourly('pv', 'energyExportedWh', (hour) => (hour === 100 ? undefined : 1_000n)));
    const strict = settle({ agreement: agreement({ kind: 'ppa', terms }), runs: gappy });
    expect(strict).toMatchObject({ ok: false, reason: 'missingReadings' });
    expect(!strict.ok && strict.message).toBe(
      'pv energyExportedWh covers 99.86 % of the period, first gap at 2026-10-05T07:00:00.000Z; the terms ask for 100 %.',
    );
    const lenient = { ...terms, minimumCoverage: 0.9 };
    const result = settle({ agreement: agreement({ kind: 'ppa', terms: lenient }), runs: gappy });
    expect(result.ok && result.value.items[0]!.amount).toEqual(money('185.75', 'BRL'));
    expect(result.evidence.coverage).toBeCloseTo(743 / 744, 12);
    expect(result.evidence.notes).toHaveLength(1);
  });
});

describe('energy that is there twice', () => {
  const hours = hourly('pv', 'energyExportedWh', () => 1_000n);
  const terms = { pricePerMwh: '250.00', delivered: [{ meterId: 'pv' }] };
  const shared = { generation: [{ meterId: 'pv' }], price: { perMwh: '1' }, operatorShare: '0' };
  const quarters = hours.flatMap((hour) =>
    [0, 1, 2, 3].map((k) => ({
      ...hour,
      startMs: hour.startMs + (k * hourMs) / 4,
      endMs: hour.startMs + ((k + 1) * hourMs) / 4,
      energyWh: 250n,
    })),
  );
  const half = runsOf(hours.slice(0, hours.length / 2));

  it.each([
    ['hourly and quarter-hourly', [...runsOf(hours), ...runsOf(quarters)]],
    ['half of the month given twice', [...half, ...half]],
    ['half of it again in quarters', [...half, ...runsOf(quarters.slice(0, quarters.length / 2))]],
  ])('is refused: %s', (_, runs) => {
    for (const [kind, kindTerms] of [
      ['ppa', terms],
      ['surplusShare', shared],
    ] as const) {
      expect(() => settle({ agreement: agreement({ kind, terms: kindTerms }), runs })).toThrow(
        expect.objectContaining({ code: 'AGREEMENT_INPUT' }),
      );
    }
    expect(() => energyByInterval({ runs, ...october, intervalMs: hourMs })).toThrow(
      expect.objectContaining({ code: 'AGREEMENT_INPUT' }),
    );
    expect(coverageOf(runs, october.startMs, october.endMs).coverage).toBe(runs[0] === half[0] ? 0.5 : 1);
  });

  it('is refused where the terms name a meter and point twice', () => {
    const twice = [{ meterId: 'pv' }, { meterId: 'pv', subtract: true }];
    for (const [kind, kindTerms] of [
      ['ppa', { ...terms, delivered: twice }],
      ['sale', { mwmed: '1', pricePerMwh: '1', consumption: twice }],
      ['surplusShare', { ...shared, generation: twice }],
      ['surplusShare', { ...shared, load: [{ meterId: 'pv' }] }],
    ] as const) {
      expect(() => settle({ agreement: agreement({ kind, terms: kindTerms }) })).toThrow(
        expect.objectContaining({ code: 'AGREEMENT_INVALID' }),
      );
    }
  });
});

describe('flagged readings', () => {
  const flagged = (flags: Record<number, MeterReading['flags']>) =>
    runsOf(hourly('pv', 'energyExportedWh', () => 1_000n).map((reading, i) => ({ ...reading, flags: flags[i] ?? [] })));
  const terms = { pricePerMwh: '250.00', delivered: [{ meterId: 'pv' }] };
  const suspect = flagged({
    0: ['unitSuspect'],
    2: ['outOfRange', 'estimated'],
    3: ['commError'],
    9: ['frozen'],
    10: ['stale'],
  });
  const note =
    'pv energyExportedWh: 5 of 744 intervals not used (commError 1, frozen 1, outOfRange 1, stale 1, unitSuspect 1), the first at 2026-10-01T03:00:00.000Z';

  it('are not billed where they may be wrong, and lower the coverage', () => {
    const strict = settle({ agreement: agreement({ kind: 'ppa', terms }), runs: suspect });
    expect(strict).toMatchObject({ ok: false, reason: 'missingReadings', evidence: { coverage: 739 / 744 } });
    expect(strict.evidence.notes).toEqual([note]);
    const lenient = { ...terms, minimumCoverage: 0.9 };
    const result = settle({ agreement: agreement({ kind: 'ppa', terms: lenient }), runs: suspect });
    // 739 kWh at R$ 250/MWh
    expect(result.ok && result.value.items[0]!.amount).toEqual(money('184.75', 'BRL'));
    expect(result.evidence.notes).toContain(note);
    expect(result.ok && result.value.items[0]!.inputs.figures).toMatchObject({ status: 'provisional' });
    expect(result.ok && result.value.runs).toEqual(suspect);
  });

  it('are left out of netting interval by interval', () => {
    const shared = { generation: [{ meterId: 'pv' }], price: { perMwh: '250' }, operatorShare: '0' };
    const strict = settle({ agreement: agreement({ kind: 'surplusShare', terms: shared }), runs: suspect });
    expect(strict).toMatchObject({ ok: false, reason: 'missingReadings' });
    const lenient = agreement({ kind: 'surplusShare', terms: { ...shared, minimumCoverage: 0.9 } });
    const result = settle({ agreement: lenient, runs: suspect });
    expect(result.ok && result.value.items[0]!.amount).toEqual(money('184.75', 'BRL'));
    expect(result.evidence.notes).toContain(note);
  });

  it('are billed with a note where they are estimated, corrected or from a memory', () => {
    const runs = flagged({ 5: ['estimated'], 6: ['corrected'], 7: ['retained', 'estimated'] });
    const result = settle({ agreement: agreement({ kind: 'ppa', terms }), runs });
    expect(result.ok && result.value.items[0]!.amount).toEqual(money('186.00', 'BRL'));
    const because =
      'pv energyExportedWh: 3 of 744 intervals used though flagged (corrected 1, estimated 2, retained 1), the first at 2026-10-01T08:00:00.000Z';
    expect(result.evidence).toMatchObject({ coverage: 1, notes: [because] });
    expect(result.ok && result.value.items[0]!.inputs.figures).toMatchObject({ status: 'provisional', because });
  });
});

describe('surplusShare', () => {
  const terms = {
    generation: [{ meterId: 'pv' }],
    load: [{ meterId: 'load', point: 'energyImportedWh' }],
    price: { market: 'CCEE', product: 'PLD', zone: 'SUDESTE' },
    operatorShare: '0.15',
  };
  const runs = runsOf([
    ...hourly('pv', 'energyExportedWh', (hour) => (hour % 24 === 12 ? 5_000n : 0n)),
    ...hourly('load', 'energyImportedWh', () => 2_000n),
  ]);

  it('shares the surplus of each hour at the price of that hour', () => {
    const prices = [pld((hour) => (hour % 24 === 12 ? 300_000_000n : 900_000_000n))];
    const result = settle({
      agreement: agreement({ kind: 'surplusShare', terms }),
      runs,
      prices,
      given: { costs: '1.00' },
    });
    // 31 noons × 3 kWh × R$ 300/MWh = 27.90, less 1.00 costs; 15 % of 26.90 is 4.035
    expect(result.ok && result.value.items.map(({ id, debtorId, amount }) => [id, debtorId, amount.minor])).toEqual([
      ['a-1/v1/2026-10/surplus', 'usina', 2_690n],
      ['a-1/v1/2026-10/operatorShare', 'home', 404n],
    ]);
    expect(result.ok && result.value.carryOut).toEqual(money('0', 'BRL'));
  });

  it('carries a loss on and takes it off the next month', () => {
    const prices = [pld(() => 300_000_000n)];
    const input = { agreement: agreement({ kind: 'surplusShare', terms }), runs, prices };
    const loss = settle({ ...input, given: { costs: '30.00' } });
    expect(loss.ok && loss.value.carryOut).toEqual(money('-2.10', 'BRL'));
    const next = settle({ ...input, carryIn: money('-2.10', 'BRL') });
    expect(next.ok && next.value.items[0]!.amount).toEqual(money('25.80', 'BRL'));
  });

  it('bears its part of costs and minimum where it was amended within the month', () => {
    const input = agreement({
      kind: 'surplusShare',
      terms: { ...terms, minimumFee: '31.00' },
      term: { startDate: '2026-10-11', timeZone: zone },
    });
    const prices = [pld(() => 300_000_000n)];
    const result = settle({
      agreement: input,
      runs,
      prices,
      given: { costs: '3.10' },
      versionDays: { before: 10, all: 31 },
    });
    // 21 noons × 3 kWh × R$ 300/MWh = 18.90, less 21/31 of 3.10; at least 21/31 of 31.00
    expect(result.ok && result.value.items.map(({ amount }) => amount.minor)).toEqual([1_680n, 2_100n]);
  });

  it('needs a price only where there is a surplus', () => {
    const noonOnly = pld((hour) => (hour % 24 === 12 ? 300_000_000n : null));
    expect(settle({ agreement: agreement({ kind: 'surplusShare', terms }), runs, prices: [noonOnly] }).ok).toBe(true);
    const none = settle({ agreement: agreement({ kind: 'surplusShare', terms }), runs });
    expect(none).toMatchObject({ ok: false, reason: 'missingPrices' });
  });

  it('leaves an interval out that one meter misses, and counts it', () => {
    const holed = runs.filter(({ meterId }) => meterId === 'pv');
    const result = settle({
      agreement: agreement({ kind: 'surplusShare', terms }),
      runs: holed,
      prices: [pld(() => 1n)],
    });
    expect(result).toMatchObject({ ok: false, reason: 'missingReadings', evidence: { coverage: 0 } });
    expect(!result.ok && result.message).toContain('load energyImportedWh misses 744 of 744 intervals');
  });
});

describe('subscription, landLease and sale', () => {
  it('bill their monthly formulas', () => {
    const bill = (kind: string, terms: Record<string, unknown>, given = {}) => {
      const result = settle({ agreement: agreement({ kind, terms }), given });
      return result.ok
        ? result.value.items.map(({ debtorId, creditorId, amount }) => [debtorId, creditorId, amount.minor])
        : result.reason;
    };
    expect(bill('subscription', { monthlyFee: '39.90' })).toEqual([['home', 'usina', 3_990n]]);
    expect(bill('landLease', { units: '2', unit: 'ha', monthlyRatePerUnit: '100.00' })).toEqual([
      ['usina', 'farm', 20_000n],
    ]);
    const share = { units: '1', unit: 'roof', monthlyRatePerUnit: '10.00', rule: 'sum', revenueShare: '0.1' };
    expect(bill('landLease', share)).toBe('missingInput');
    expect(bill('landLease', share, { plantRevenue: '50.00' })).toEqual([['usina', 'farm', 1_500n]]);
    expect(bill('sale', { mwmed: '1', pricePerMwh: '200' })).toEqual([['bakery', 'usina', 14_880_000n]]);
  });

  it('follow consumption within the band of a sale', () => {
    const terms = { mwmed: '0.002', pricePerMwh: '200', flexBand: '0.1', consumption: [{ meterId: 'load' }] };
    const runs = runsOf(hourly('load', 'energyExportedWh', () => 1_000n));
    const result = settle({ agreement: agreement({ kind: 'sale', terms }), runs });
    expect(result.ok && result.value.items[0]!.inputs.figures).toEqual({
      seasonalMwh: '1.488',
      billedMwh: '1.339',
      mcpMwh: '0.595',
    });
  });
});

describe('settleAgreement', () => {
  it('gives inputs from which anyone computes the same lines, through JSON', () => {
    const a = agreement({ kind: 'ppa', terms: { pricePerMwh: '250.00', delivered: [{ meterId: 'pv' }] } });
    const readings = hourly('pv', 'energyExportedWh', (hour) => BigInt(hour));
    readings[3] = { ...readings[3]!, flags: ['estimated'], revision: 2 };
    const runs = runsOf(readings);
    expect(runs.flatMap(readingsOf)).toEqual(readings);
    const first = settle({ agreement: a, runs });
    const wire = JSON.parse(JSON.stringify(first.ok && first.value.items[0]!.inputs));
    const again = recomputeAgreement({ agreementKinds: standardAgreementKinds, agreement: a, inputs: wire });
    expect(again).toEqual(first);
    wire.runs[0].energyWh[5] = '999999';
    const other = recomputeAgreement({ agreementKinds: standardAgreementKinds, agreement: a, inputs: wire });
    expect(other.ok && other.value.items[0]!.amount).not.toEqual(first.ok && first.value.items[0]!.amount);
  });

  it.each([
    ['an unknown kind', { kind: 'barter', terms: {} }, 'AGREEMENT_KIND_UNKNOWN'],
    ['bad terms', { kind: 'subscription', terms: { monthlyFee: 39.9 } }, 'AGREEMENT_INVALID'],
    ['a missing party', { kind: 'subscription', terms: { monthlyFee: '1' }, parties: {} }, 'AGREEMENT_INVALID'],
    [
      'an unlisted meter',
      { kind: 'ppa', terms: { pricePerMwh: '1', delivered: [{ meterId: 'x' }] } },
      'AGREEMENT_INVALID',
    ],
  ])('refuses %s', (_, input, code) => {
    expect(() => settle({ agreement: agreement(input) })).toThrow(expect.objectContaining({ code }));
  });

  const home = { provider: 'home', subscriber: 'home' };
  const tooFine = 'terms.monthlyFee: expected at most 2 decimals, as BRL has';
  const sold = { mwmed: '1', pricePerMwh: '1' };
  it.each<[string, string, Record<string, unknown>, string, object?]>([
    ['an amount finer than its currency', 'subscription', { monthlyFee: '39.901' }, tooFine],
    [
      'a minimum finer than its currency',
      'surplusShare',
      {
        generation: [{ meterId: 'pv' }],
        price: { perMwh: '1' },
        operatorShare: '0',
        currency: 'JPY',
        minimumFee: '0.5',
      },
      'terms.minimumFee: expected at most 0 decimals, as JPY has',
    ],
    [
      'a rent finer than its currency',
      'landLease',
      { units: '1', unit: 'ha', monthlyRatePerUnit: '1.005' },
      'terms.monthlyRatePerUnit',
    ],
    ['a negative fee', 'subscription', { monthlyFee: '-39.90', minimumFee: '-5' }, 'not negative'],
    ['a negative rent', 'landLease', { units: '1', unit: 'ha', monthlyRatePerUnit: '-1' }, 'not negative'],
    ['shares that are no year', 'sale', { ...sold, seasonalShare: Array(12).fill('0.5') }, 'add up to 1, within 0.006'],
    [
      'a band upside down',
      'ppa',
      { pricePerMwh: '1', delivered: [{ meterId: 'pv' }], volumeBand: { minimumMwh: '5', maximumMwh: '1' } },
      'terms.volumeBand.minimumMwh: expected no more than maximumMwh',
    ],
    ['a party that owes itself', 'subscription', { monthlyFee: '1' }, 'two parties, read "home"', { parties: home }],
  ])('refuses terms that make no sense: %s', (_, kind, terms, message, rest = {}) => {
    expect(() => settle({ agreement: agreement({ kind, terms, ...rest }) })).toThrow(
      expect.objectContaining({ code: 'AGREEMENT_INVALID', message: expect.stringContaining(message) }),
    );
  });

  it('takes shares of a year that were rounded, and amounts of any spelling', () => {
    const seasonalShare = Array(12).fill('0.083');
    expect(settle({ agreement: agreement({ kind: 'sale', terms: { ...sold, seasonalShare } }) }).ok).toBe(true);
    expect(settle({ agreement: agreement({ kind: 'subscription', terms: { monthlyFee: '39.9000' } }) }).ok).toBe(true);
  });

  it('refuses given values that the kind does not take, and two editions of one price', () => {
    const subscribed = agreement({ kind: 'subscription', terms: { monthlyFee: '1' } });
    expect(() => settle({ agreement: subscribed, given: { cost: '1' } })).toThrow(
      expect.objectContaining({ code: 'AGREEMENT_INPUT' }),
    );
    const terms = {
      generation: [{ meterId: 'pv' }],
      price: { market: 'CCEE', product: 'PLD', zone: 'SUDESTE' },
      operatorShare: '0',
    };
    const runs = runsOf(hourly('pv', 'energyExportedWh', () => 1n));
    const shared = agreement({ kind: 'surplusShare', terms });
    expect(() => settle({ agreement: shared, runs, prices: [pld(() => 1n), pld(() => 2n)] })).toThrow(
      expect.objectContaining({ code: 'AGREEMENT_INPUT' }),
    );
  });

  it('settles a kind that a user defines', () => {
    const gift = defineAgreement({
      kind: 'gift',
      roles: ['giver', 'taker'],
      terms: z.strictObject({ amount: z.string() }),
      settle: ({ terms, agreement: { parties } }) =>
        evidenced(
          {
            lines: [
              owed({
                line: 'gift',
                from: parties.giver!,
                to: parties.taker!,
                amount: money(terms.amount, 'BRL'),
                description: 'gift',
              }),
            ],
          },
          { sources: ['test'] },
        ),
    });
    const result = settleAgreement({
      agreementKinds: [gift],
      month: '2026-10',
      agreement: agreement({ kind: 'gift', terms: { amount: '-5' }, parties: { giver: 'a', taker: 'b' } }),
    });
    expect(result).toMatchObject({
      ok: true,
      value: { items: [{ debtorId: 'b', creditorId: 'a', amount: money('5', 'BRL') }] },
    });
  });
});
