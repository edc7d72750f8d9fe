import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Agreement, type PriceSeries } from '@usina/core';
import { contractMonth, recomputeAgreement } from '@usina/core/agreements';
import { moneyText, unitPrice } from '@usina/core/money';
import { monthRange } from '@usina/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../tools/sharedData.ts';
import { parsePld } from '../prices/ccee/index.ts';
import { mapPricesToWallClock } from '../prices/index.ts';
import { DifferenceTerms } from './differenceTerms.ts';
import { contractVolumes, energyRuns, mcpDifference, settleDifference, wholeWh } from './index.ts';

const hourMs = 3_600_000;
const timeZone = 'America/Sao_Paulo';
const november = monthRange('2023-11', timeZone);

const agreement = (terms: object, term: object = {}): Agreement =>
  Agreement.parse({
    id: 'mcp-1',
    kind: 'mcpDifference',
    parties: { participant: 'usina', market: 'ccee' },
    meters: ['pv', 'load'],
    term: { startDate: '2023-01-01', timeZone, ...term },
    terms,
  });

/** Four hours of 30 November, the rest of the month outside the term: reference case mcp-01. */
const fourHours = { startDate: '2023-11-30' };
const startMs = november.endMs - 24 * hourMs;
const mwh = (...values: number[]) => Float64Array.from(values, (value) => value * 1e6);
const day = (values: number[]) => mwh(...values, ...Array<number>(20).fill(0));
const generation = energyRuns({ meterId: 'pv', startMs, stepMs: hourMs, energyWh: day([2.405, 0.777, 0.756, 2.096]) });
const consumption = energyRuns({
  meterId: 'load',
  point: 'energyImportedWh',
  startMs,
  stepMs: hourMs,
  energyWh: day([0.487, 0.644, 0.628, 0.812]),
});
const pld = (zone: string, overrides: Partial<PriceSeries> = {}): PriceSeries => ({
  market: 'CCEE',
  product: 'PLD',
  zone,
  status: 'official',
  currency: 'BRL',
  per: 'MWh',
  startMs,
  stepMs: hourMs,
  micros: [353_470_000n, 362_160_000n, 353_110_000n, 389_810_000n, ...Array<bigint>(20).fill(100_000_000n)],
  revision: 'case mcp-01',
  ...overrides,
});
const sold = [1_250_000n, 1_250_000n, 1_250_000n, 1_250_000n, ...Array<bigint>(20).fill(0n)];
const position = {
  submarket: 'SUDESTE',
  generation: [{ meterId: 'pv' }],
  consumption: [{ meterId: 'load' }],
  contracts: [{ id: 'c1', side: 'sell' }],
};
const settle = (options: Partial<Parameters<typeof settleDifference>[0]> = {}) =>
  settleDifference({
    agreement: agreement({ submarkets: [position] }, fourHours),
    month: '2023-11',
    runs: [...generation, ...consumption],
    prices: [pld('SUDESTE')],
    contractWh: { c1: sold },
    ...options,
  });

describe('settleDifference', () => {
  it('settles reference case mcp-01: the participant pays', () => {
    const settled = settle();
    expect(settled).toMatchObject({
      ok: true,
      value: { provisional: false, net: { minor: -55_135n, currency: 'BRL' } },
      evidence: { coverage: 1, rule: 'mcpDifference/1', range: { startMs, endMs: november.endMs }, notes: [] },
    });
    if (!settled.ok) return;
    expect(settled.value.lineItems).toMatchObject([
      {
        id: expect.stringMatching(/^mcp-1.*difference-SUDESTE$/),
        debtorId: 'usina',
        creditorId: 'ccee',
        amount: { minor: 55_135n, currency: 'BRL' },
        formula: 'mcpDifference/1',
        description: 'Difference of -1.537 MWh in SUDESTE, 2023-11, at hourly PLD',
        inputs: {
          figures: { hours: '24', soldMwh: '5.000', generatedMwh: '6.034', consumedMwh: '2.571', status: 'final' },
        },
      },
    ]);
  });

  it('can be computed again from the inputs of one line, by anyone', () => {
    const settled = settle();
    if (!settled.ok) throw new Error(settled.message);
    const wire = JSON.parse(JSON.stringify(settled.value.lineItems[0]!.inputs)) as Record<string, unknown>;
    const again = recomputeAgreement({
      agreementKinds: [mcpDifference],
      agreement: agreement({ submarkets: [position] }, fourHours),
      inputs: wire,
    });
    expect(again).toMatchObject({ ok: true, value: { items: [{ amount: { minor: 55_135n } }] } });
  });

  it('turns the direction where the participant is to receive', () => {
    const settled = settle({ contractWh: { c1: sold.map(() => 0n) } });
    expect(settled).toMatchObject({
      ok: true,
      value: { lineItems: [{ debtorId: 'ccee', creditorId: 'usina' }], provisional: false },
    });
  });

  it('settles submarkets apart, with loss factors: reference case mcp-03', () => {
    const three = {
      startMs,
      micros: [321_880_000n, 85_710_000n, 214_000_000n, ...Array<bigint>(21).fill(100_000_000n)],
    };
    const day3 = (values: number[]) => mwh(...values, ...Array<number>(21).fill(0));
    const grid = { startMs, stepMs: hourMs };
    const settled = settle({
      agreement: agreement(
        {
          generationLossFactor: '0.976',
          consumptionLossFactor: '1.024',
          submarkets: [{ ...position, submarket: 'NORTE', contracts: [{ id: 'b1', side: 'buy' }] }],
        },
        fourHours,
      ),
      prices: [pld('NORTE', three)],
      runs: [
        ...energyRuns({ meterId: 'pv', ...grid, energyWh: day3([0.952, 1.632, 0.997]) }),
        ...energyRuns({ meterId: 'load', point: 'energyImportedWh', ...grid, energyWh: day3([0.363, 1.396, 1.145]) }),
      ],
      contractWh: { b1: [192_000n, 458_000n, 521_000n, ...Array<bigint>(21).fill(0n)] },
    });
    expect(settled).toMatchObject({ ok: true, value: { net: { minor: 36_330n } } });
  });

  it('refuses a contract that is there twice', () => {
    const contract = { id: 'c1', side: 'sell', mwmed: '1' };
    const terms = { submarkets: [{ ...position, contracts: [contract, { ...contract, side: 'buy' }] }] };
    expect(() => settle({ agreement: agreement(terms, fourHours) })).toThrow('expected every contract once');
  });

  it('adds quarters of an hour up to hours', () => {
    const quarters = energyRuns({
      meterId: 'pv',
      startMs,
      stepMs: hourMs / 4,
      energyWh: Float64Array.from({ length: 96 }, () => 250),
    });
    const only = { submarkets: [{ submarket: 'SUDESTE', generation: [{ meterId: 'pv' }] }] };
    const settled = settle({
      agreement: agreement(only, fourHours),
      runs: quarters,
      prices: [pld('SUDESTE', { micros: Array<bigint>(24).fill(100_000_000n) })],
    });
    // 24 h × 1 kWh × R$ 100/MWh
    expect(settled).toMatchObject({ ok: true, value: { net: { minor: 240n } } });
  });
});

describe('what is missing', () => {
  it('is insufficient data, never zero: a missing quarter loses its hour', () => {
    const energyWh = day([2.405, 0.777, 0.756, 2.096]);
    energyWh[2] = Number.NaN;
    const runs = [...energyRuns({ meterId: 'pv', startMs, stepMs: hourMs, energyWh }), ...consumption];
    const settled = settle({ runs });
    expect(settled).toMatchObject({ ok: false, reason: 'missingReadings', evidence: { coverage: 23 / 24 } });
    expect(!settled.ok && settled.message).toBe(
      'SUDESTE, 2023-11: pv energyExportedWh misses 1 of 24 hours, the first at 2023-11-30T05:00:00.000Z; whole are 23 of 24 hours, the terms ask for a share of 1.',
    );
  });

  it('is left out as a whole where the terms allow it, and the result is provisional', () => {
    const energyWh = day([2.405, 0.777, 0.756, 2.096]);
    energyWh[2] = Number.NaN;
    const settled = settle({
      agreement: agreement({ submarkets: [position], minimumCoverage: 0.9 }, fourHours),
      runs: [...energyRuns({ meterId: 'pv', startMs, stepMs: hourMs, energyWh }), ...consumption],
    });
    // mcp-01 without its third hour: 0.668 × 353.47 − 1.117 × 362.16 + 0.034 × 389.81
    expect(settled).toMatchObject({ ok: true, value: { provisional: true, net: { minor: -15_516n } } });
  });

  it.each([
    ['no series', [], 'no prices'],
    ['a null hour', [pld('SUDESTE', { micros: [null, ...Array<bigint>(23).fill(1n)] })], 'misses 1 of 24 hours'],
    ['daily prices', [pld('SUDESTE', { product: 'PLD daily mean' })], 'no prices'],
    ['another currency', [pld('SUDESTE', { currency: 'USD' })], 'prices in USD/MWh'],
    ['prices of half hours off the grid', [pld('SUDESTE', { startMs: startMs - hourMs / 2 })], 'misses 24 of 24'],
  ])('is a price: %s', (_, prices, text) => {
    const settled = settle({ prices });
    expect(settled).toMatchObject({ ok: false, reason: 'missingPrices' });
    expect(!settled.ok && settled.message).toContain(text);
  });

  it('is a month outside the term', () => {
    expect(settle({ month: '2022-01' })).toMatchObject({ ok: false, reason: 'outsideTerm' });
  });

  it('is the hourly volume of a contract that is not flat', () => {
    expect(() => settle({ contractWh: {} })).toThrow(expect.objectContaining({ code: 'MARKET_CONTRACT' }));
    expect(() => settle({ contractWh: { c1: [1n] } })).toThrow(expect.objectContaining({ code: 'MARKET_CONTRACT' }));
  });
});

describe('a result is provisional', () => {
  it.each(['shadow', 'forecast', 'hypothetical'] as const)('at %s prices', (status) => {
    const settled = settle({ prices: [pld('SUDESTE', { status })] });
    expect(settled).toMatchObject({
      ok: true,
      value: { provisional: true },
      evidence: { notes: [`prices of SUDESTE are ${status}`] },
    });
    expect(settled.ok && settled.value.lineItems[0]!.description).toContain('(provisional)');
  });

  it('with estimated readings', () => {
    const flagged = generation.map((run) => ({ ...run, flags: { 0: ['estimated' as const] } }));
    expect(settle({ runs: [...flagged, ...consumption] })).toMatchObject({ ok: true, value: { provisional: true } });
  });
});

describe('contractVolumes', () => {
  const volumes = (mwmed: string, options: Partial<Parameters<typeof contractVolumes>[0]> = {}) =>
    contractVolumes({
      mwmed,
      startDate: '2023-01-01',
      endDate: null,
      timeZone,
      startMs: november.startMs,
      endMs: november.endMs,
      stepMs: hourMs,
      ...options,
    });

  it('is flat, and nothing outside the term', () => {
    expect(volumes('0.5')).toEqual(Array(720).fill(500_000n));
    const part = volumes('0.5', { startDate: '2023-11-02', endDate: '2023-11-03' });
    expect(part.slice(0, 24)).toEqual(Array(24).fill(0n));
    expect(part.slice(24, 48)).toEqual(Array(24).fill(500_000n));
    expect(part.slice(48)).toEqual(Array(672).fill(0n));
  });

  it('adds up to the month, whatever the grid', () => {
    const shares = [
      '0.084',
      '0.086',
      '0.088',
      '0.084',
      '0.086',
      '0.092',
      '0.09',
      '0.082',
      '0.095',
      '0.082',
      '0.086',
      '0.045',
    ];
    const price = unitPrice('1', 'MWh', 'BRL');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom(1, 2, 4, 12), (kw, parts) => {
        const mwmed = `${Math.floor(kw / 1000)}.${String(kw % 1000).padStart(3, '0')}`;
        const total = volumes(mwmed, { stepMs: hourMs / parts, seasonalShare: shares }).reduce(
          (sum, wh) => sum + wh,
          0n,
        );
        const month = contractMonth({ year: 2023, month: 11, mwmed, seasonalShare: shares, price });
        expect(total).toBe(month.seasonalMwh.times(1_000_000n).round());
      }),
      { numRuns: 30 },
    );
  });
});

it('rounds energy once, half away from zero, and knows what is missing', () => {
  expect([wholeWh(1_249.5), wholeWh(-0.5), wholeWh(Number.NaN)]).toEqual([1_250n, -1n, undefined]);
});

const folder = sharedData('data/ccee-pld-sudeste');

it.skipIf(folder === undefined)('settles November 2023 at real prices (skipped where ../shared is missing)', () => {
  const bytes = readFileSync(join(folder!, 'pld_horario_layout_202311_SUDESTE.csv'));
  const prices = parsePld({ bytes, submarket: 'SE/CO', revision: 'pld_horario 2023-11' });
  const runs = energyRuns({
    meterId: 'pv',
    startMs: november.startMs,
    stepMs: hourMs,
    energyWh: Float64Array.from({ length: november.hours }, () => 1_500_000),
  });
  const submarkets = [
    {
      submarket: 'SUDESTE',
      generation: [{ meterId: 'pv' }],
      contracts: [{ id: 'sale-1', side: 'sell', mwmed: '0.5' }],
    },
  ];
  const settled = settle({ agreement: agreement({ submarkets }), runs, prices: [prices], contractWh: {} });
  expect(settled).toMatchObject({ ok: true, value: { provisional: false }, evidence: { coverage: 1 } });
  // one MWh in each hour: the sum of the month's 720 prices, as awk adds up the file
  expect(settled.ok && moneyText(settled.value.net)).toBe('60769.84');
});

it.skipIf(folder === undefined)(
  'settles a plant in India by wall clock, provisionally (skipped where ../shared is missing)',
  () => {
    const bytes = gunzipSync(readFileSync(join(folder!, 'pld_sudeste_hourly_2020-2023.csv.gz')));
    const brazilian = parsePld({ bytes, submarket: 'SE/CO', revision: 'pld 2020-2023' });
    const { value } = mapPricesToWallClock({ prices: brazilian, toTimeZone: 'Asia/Kolkata' });
    const june = monthRange('2020-06', 'Asia/Kolkata');
    const settled = settleDifference({
      agreement: agreement(
        { submarkets: [{ submarket: 'SUDESTE', generation: [{ meterId: 'pv' }] }] },
        { startDate: '2020-05-15', timeZone: 'Asia/Kolkata' },
      ),
      month: '2020-06',
      prices: [value],
      runs: energyRuns({
        meterId: 'pv',
        startMs: june.startMs,
        stepMs: hourMs / 4,
        energyWh: Float64Array.from({ length: june.hours * 4 }, () => 250_000),
      }),
    });
    expect(settled).toMatchObject({
      ok: true,
      value: { provisional: true },
      evidence: { notes: ['prices of SUDESTE are hypothetical'] },
    });
    // one MWh in each hour: the sum of June's 720 prices in Brazil, as awk adds up the file
    expect(settled.ok && moneyText(settled.value.net)).toBe('76581.52');
  },
);

it('refuses a meter that is named twice: its energy would be sold twice', () => {
  const twice = [{ meterId: 'm1' }, { meterId: 'm1' }];
  const read = DifferenceTerms.safeParse({ submarkets: [{ submarket: 'SUDESTE', generation: twice }] });
  expect(read.error?.issues[0]).toMatchObject({ message: 'expected every meter and point once' });
});
