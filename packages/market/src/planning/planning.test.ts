import { Agreement, type CapacityForecast, Offer, type PriceSeries } from '@usina/core';
import { moneyText, priceOf } from '@usina/core/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { expectedShortfall, planSale, quantilePolicy, twoPricePolicy } from './index.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 9, 2, 3);
const issuedAtMs = startMs - 12 * hourMs;

const forecast = (overrides: Partial<CapacityForecast> = {}): CapacityForecast => ({
  scope: { kind: 'portfolio', id: 'usina' },
  issuedAtMs,
  startMs,
  stepMs: hourMs,
  levels: [0.1, 0.5, 0.9],
  quantilesW: [Float64Array.of(0, 800_000), Float64Array.of(0, 1_000_000), Float64Array.of(0, 1_400_000)],
  meanW: Float64Array.of(0, 1_050_000),
  ...overrides,
});
const prices = (overrides: Partial<PriceSeries> = {}): PriceSeries => ({
  market: 'CCEE',
  product: 'PLD',
  zone: 'SUDESTE',
  status: 'forecast',
  currency: 'BRL',
  per: 'MWh',
  startMs,
  stepMs: hourMs,
  micros: [100_000_000n, 200_000_000n],
  revision: 'expected',
  knownAtMs: issuedAtMs,
  ...overrides,
});
const contract = (mwmed: string, terms: object = {}): Agreement =>
  Agreement.parse({
    id: 'sale-1',
    kind: 'sale',
    parties: { seller: 'usina', buyer: 'trader' },
    term: { startDate: '2026-01-01', timeZone: 'America/Sao_Paulo' },
    terms: { mwmed, pricePerMwh: '250.00', ...terms },
  });
const plan = (options: Partial<Parameters<typeof planSale>[0]> = {}) =>
  planSale({
    portfolioId: 'usina',
    forecast: forecast(),
    prices: prices(),
    policy: quantilePolicy('0.3'),
    ...options,
  });
const planned = (options: Parameters<typeof plan>[0] = {}) => {
  const result = plan(options);
  if (!result.ok) throw new Error(result.message);
  return { ...result.value, evidence: result.evidence };
};

describe('planSale without a contract', () => {
  it('refuses a forecast of another portfolio', () => {
    const scope = { kind: 'portfolio' as const, id: 'another' };
    const error = { code: 'MARKET_SCOPE', context: { read: 'another', expected: 'usina' } };
    expect(() => plan({ forecast: { ...forecast(), scope } })).toThrow(expect.objectContaining(error));
  });

  it('offers the quantile and values the rest at the expected price', () => {
    // shortfall: 100 kWh × 0.1 below the first level, 50 kWh × 0.2 above it; the mean is 150 kWh above what is sold
    const { offeredWh, surplusWh, shortfallWh, revenue, offer, because, evidence } = planned();
    // half way between the 0.1 and the 0.5 quantile
    expect([...offeredWh]).toEqual([0, 900_000]);
    expect(surplusWh.map((each) => [...each])).toEqual([
      [0, 0],
      [0, 100_000],
      [0, 500_000],
    ]);
    expect(shortfallWh.map((each) => [...each])).toEqual([
      [0, 100_000],
      [0, 0],
      [0, 0],
    ]);
    // 0.9 MWh sold and 0.15 MWh of expected difference, at R$ 200
    expect(Object.values(revenue).map(moneyText)).toEqual(['0.00', '180.00', '30.00', '210.00']);
    expect(priceOf(offer!.floorPrice).toFixed(2)).toBe('200.00');
    expect(because).toBe(
      'Offers 0.900 MWh up to the 0.3000 quantile of the forecast. Expected are 0.170 MWh of surplus and 0.020 MWh of shortfall.',
    );
    expect(evidence).toEqual({
      sources: ['forecast of portfolio usina', 'CCEE PLD SUDESTE, expected'],
      range: { startMs, endMs: startMs + 2 * hourMs },
      coverage: 1,
      rule: 'planSale/1, quantile 0.3',
      knownAtMs: issuedAtMs,
      notes: ['expected prices, not published ones'],
    });
  });

  it('makes an offer that crosses the wire', () => {
    const { offer } = planned();
    const wire: unknown = JSON.parse(JSON.stringify(z.encode(Offer, offer!)));
    expect(Offer.parse(wire)).toEqual(offer);
  });

  it('sells less where a shortfall costs more than a surplus brings', () => {
    const { offeredWh, revenue } = planned({ policy: twoPricePolicy({ longShare: '0.8', shortShare: '1.4' }) });
    // level one third: 800 000 + (1/3 − 0.1) ÷ 0.4 × 200 000
    expect([...offeredWh]).toEqual([0, 916_666]);
    // shortfall: 116.666 × 0.1 below the first level, 116.666 ÷ 2 × 0.23333 above it, in kWh, is 25.278;
    // surplus is 1 050 − 916.666 + 25.278 kWh; R$ 200 × (0.8 × 0.158612 − 1.4 × 0.025278)
    expect(moneyText(revenue.difference)).toBe('18.30');
  });

  it('takes 15-minute forecasts at hourly prices', () => {
    const quarters = Float64Array.of(400_000, 400_000, 400_000, 400_000);
    const fine = forecast({ stepMs: hourMs / 4, levels: [0.5], quantilesW: [quarters], meanW: quarters });
    const { offeredWh, revenue } = planned({ forecast: fine, policy: quantilePolicy('0.5') });
    expect([...offeredWh]).toEqual([100_000, 100_000, 100_000, 100_000]);
    expect(moneyText(revenue.total)).toBe('40.00');
  });

  it('has nothing to offer at night', () => {
    const night = forecast({
      quantilesW: [Float64Array.of(-5, -5), Float64Array.of(-5, -5), Float64Array.of(-5, -5)],
      meanW: Float64Array.of(-5, -5),
    });
    const { offer, offeredWh, because } = planned({ forecast: night });
    expect(offer).toBeUndefined();
    expect([...offeredWh]).toEqual([0, 0]);
    expect(because).toContain('Nothing to offer');
  });
});

describe('planSale with a contract', () => {
  it('serves the contract first and offers what is beyond it', () => {
    const { committedWh, offeredWh, shortfallWh, revenue, because } = planned({ contract: contract('0.4') });
    expect([...committedWh]).toEqual([400_000, 400_000]);
    expect([...offeredWh]).toEqual([0, 500_000]);
    // at night the contract is bought at the spot price
    expect([...shortfallWh[2]!]).toEqual([400_000, 0]);
    // 0.8 MWh × 250; 0.5 × 200; −0.4 × 100 + 0.15 × 200
    expect(Object.values(revenue).map(moneyText)).toEqual(['200.00', '100.00', '-10.00', '290.00']);
    expect(because).toContain(
      'Offers 0.500 MWh up to the 0.3000 quantile of the forecast, beyond 0.800 MWh under contract sale-1.',
    );
  });

  it('offers nothing where the contract takes more than the quantile', () => {
    expect(planned({ contract: contract('2') }).offer).toBeUndefined();
  });

  it('says that a flexible contract was planned at its contracted volume', () => {
    const { evidence } = planned({ contract: contract('0.4', { flexBand: '0.10' }) });
    expect(evidence.notes).toContain('sale-1: planned at its contracted volume; the buyer may take ± 0.10 of it');
  });

  it('refuses another kind, invalid terms and another currency', () => {
    const ppa = { ...contract('1'), kind: 'ppa' };
    const code = (name: string) => expect.objectContaining({ code: name });
    expect(() => plan({ contract: ppa })).toThrow(code('MARKET_CONTRACT'));
    expect(() => plan({ contract: contract('x') })).toThrow(code('MARKET_CONTRACT'));
    expect(() => plan({ contract: contract('1', { currency: 'USD' }) })).toThrow(code('MARKET_PRODUCT'));
  });
});

describe('planSale says what it does not know', () => {
  it.each([
    ['missingForecast', { forecast: forecast({ meanW: Float64Array.of(Number.NaN, 1) }) }, 0.5],
    [
      'missingForecast',
      { forecast: forecast({ meanW: new Float64Array(), quantilesW: [0, 1, 2].map(() => new Float64Array()) }) },
      0,
    ],
    ['missingPrices', { prices: prices({ micros: [100_000_000n, null] }) }, 0.5],
    ['missingPrices', { prices: prices({ micros: [] }) }, 0],
    ['levelBelowForecast', { policy: quantilePolicy('0.05') }, 1],
  ] as const)('%s', (reason, options, coverage) => {
    expect(plan(options)).toMatchObject({ ok: false, reason, evidence: { coverage } });
  });

  it('names hindsight, hypothetical prices and a level above the forecast', () => {
    const { evidence } = planned({
      prices: prices({ status: 'hypothetical', knownAtMs: startMs + hourMs }),
      policy: quantilePolicy('0.95'),
    });
    expect(evidence.notes).toEqual([
      'hypothetical prices: not those of this plant',
      'hindsight: the prices were not known when the forecast was issued',
      'sold at level 0.9, the highest of the forecast, although the policy allows more',
    ]);
    expect(evidence.knownAtMs).toBe(startMs + hourMs);
  });

  it('refuses quantiles that cross, prices that straddle, and levels that are none', () => {
    const code = (name: string) => expect.objectContaining({ code: name });
    const crossed = [Float64Array.of(0, 900), Float64Array.of(0, 800), Float64Array.of(0, 1_000)];
    expect(() => plan({ forecast: forecast({ quantilesW: crossed }) })).toThrow(code('MARKET_LEVELS'));
    expect(() => plan({ forecast: forecast({ levels: [0.5] }) })).toThrow(code('MARKET_LENGTH'));
    expect(() => plan({ prices: prices({ startMs: startMs - hourMs / 2 }) })).toThrow(code('MARKET_GRID'));
    expect(() => quantilePolicy('0')).toThrow(code('MARKET_LEVELS'));
    expect(() => twoPricePolicy({ longShare: '1.2', shortShare: '1.4' })).toThrow(code('MARKET_PRICE_ORDER'));
  });
});

describe('properties', () => {
  const watts = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -1_000, max: 3_000_000 })));
  it('never sells more than the quantile, and surplus less shortfall is output less sales', () => {
    fc.assert(
      fc.property(
        watts,
        fc.integer({ min: 10, max: 90 }),
        fc.integer({ min: 0, max: 2_000 }),
        (values, percent, kw) => {
          const sorted = [...values].sort((a, b) => a - b);
          const single = forecast({
            quantilesW: sorted.map((value) => Float64Array.of(value)),
            meanW: Float64Array.of(sorted[1]!),
          });
          const { committedWh, offeredWh, surplusWh, shortfallWh, revenue } = planned({
            forecast: single,
            contract: contract((kw / 1_000).toFixed(3)),
            policy: quantilePolicy((percent / 100).toFixed(2)),
          });
          const [committed, offered] = [committedWh[0]!, offeredWh[0]!];
          const k = percent <= 50 ? 0 : 1;
          const share = (percent / 100 - [0.1, 0.5][k]!) / 0.4;
          const quantile = sorted[k]! + share * (sorted[k + 1]! - sorted[k]!);
          expect(offered).toBeGreaterThanOrEqual(0);
          expect(committed + offered).toBeLessThanOrEqual(Math.max(committed, quantile) + 1e-6);
          for (const [level, surplus] of surplusWh.entries())
            expect(surplus[0]! - shortfallWh[level]![0]!).toBe(sorted[level]! - committed - offered);
          expect(revenue.total.minor).toBe(revenue.contract.minor + revenue.offer.minor + revenue.difference.minor);
        },
      ),
    );
  });

  it('with one price for both sides the expected total does not depend on the level', () => {
    const total = (level: string) => planned({ policy: quantilePolicy(level) }).revenue.total;
    expect(total('0.1')).toEqual(total('0.9'));
  });

  it('the expected shortfall of scenarios is their mean', () => {
    const scenarios = [8, 12, 10, 2];
    expect(expectedShortfall({ sold: 10, levels: [0.5], quantiles: [9], scenarios })).toBe(2.5);
    expect(expectedShortfall({ sold: 10, levels: [0.25, 0.75], quantiles: [8, 12] })).toBe(0.75);
  });
});
