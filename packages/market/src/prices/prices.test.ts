import type { PriceSeries } from '@usina/core';
import { describe, expect, it } from 'vitest';
import { mapPricesToWallClock, persistPrices, pricesOnGrid } from './index.ts';

const hourMs = 3_600_000;
const micros = (...reais: (number | null)[]) => reais.map((each) => (each === null ? null : BigInt(each) * 1_000_000n));
const prices = (startMs: number, values: (bigint | null)[]): PriceSeries => ({
  market: 'CCEE',
  product: 'PLD',
  zone: 'SUDESTE',
  status: 'shadow',
  currency: 'BRL',
  per: 'MWh',
  startMs,
  stepMs: hourMs,
  micros: values,
  revision: 'pld.csv',
});

describe('mapPricesToWallClock', () => {
  it("uses Brazil's clock for India's and says so", () => {
    const series = prices(Date.UTC(2020, 4, 15, 3), micros(70, 71, null));
    const { value, evidence } = mapPricesToWallClock({ prices: series, toTimeZone: 'Asia/Kolkata' });
    expect(value).toMatchObject({
      status: 'hypothetical',
      startMs: Date.UTC(2020, 4, 14, 18, 30),
      micros: micros(70, 71, null),
      revision: 'pld.csv, wall clock of America/Sao_Paulo taken for Asia/Kolkata',
    });
    expect(evidence).toMatchObject({ sources: ['CCEE PLD SUDESTE, pld.csv'], rule: 'wall-clock-mapping/1' });
    expect(evidence.coverage).toBeCloseTo(2 / 3);
    expect(evidence.notes).toEqual([
      'hypothetical: CCEE prices of SUDESTE by the wall clock of America/Sao_Paulo, used at the same wall clock of Asia/Kolkata',
      'shadow prices: published, but nothing was settled at them',
    ]);
  });

  it('skips an hour that the other clock skips and repeats one that it repeats', () => {
    const spring = prices(Date.UTC(2024, 2, 31, 3), micros(0, 1, 2, 3));
    const { value } = mapPricesToWallClock({ prices: spring, toTimeZone: 'Europe/Lisbon' });
    expect(value.micros).toEqual(micros(0, 2, 3));
    const autumn = prices(Date.UTC(2024, 9, 27, 3), micros(0, 1, 2, 3));
    expect(mapPricesToWallClock({ prices: autumn, toTimeZone: 'Europe/Lisbon' }).value.micros).toEqual(
      micros(0, 1, 1, 2, 3),
    );
  });

  it('leaves an hour null that the market never had', () => {
    const lisbon = prices(Date.UTC(2024, 2, 31, 0), micros(0, 2, 3));
    const { value } = mapPricesToWallClock({
      prices: lisbon,
      fromTimeZone: 'Europe/Lisbon',
      toTimeZone: 'America/Sao_Paulo',
    });
    expect(value.micros).toEqual(micros(0, null, 2, 3));
  });
});

describe('persistPrices', () => {
  const dayMs = 24 * hourMs;
  const startMs = Date.UTC(2023, 10, 1, 3);
  const twoDays = prices(startMs, [...micros(...Array(24).fill(100)), ...micros(...Array(24).fill(200))]);

  it('repeats the last known day', () => {
    const tomorrow = { startMs: startMs + 2 * dayMs, endMs: startMs + 3 * dayMs };
    const result = persistPrices({ history: twoDays, issuedAtMs: startMs + 2 * dayMs, ...tomorrow });
    expect(result).toMatchObject({
      ok: true,
      value: { status: 'forecast', startMs: tomorrow.startMs, micros: micros(...Array(24).fill(200)) },
      evidence: { coverage: 1, knownAtMs: startMs + 2 * dayMs },
    });
  });

  it('uses nothing that was not over when it was issued', () => {
    const day = { startMs: startMs + dayMs, endMs: startMs + 2 * dayMs };
    const result = persistPrices({ history: twoDays, issuedAtMs: startMs + dayMs, ...day });
    expect(result).toMatchObject({ ok: true, value: { micros: micros(...Array(24).fill(100)) } });
    const noon = persistPrices({ history: twoDays, issuedAtMs: startMs + dayMs + 12 * hourMs, ...day });
    // by noon the first twelve hours of the second day are over, but they are themselves not a day old
    expect(noon).toMatchObject({ ok: true, value: { micros: micros(...Array(24).fill(100)) } });
  });

  it('is insufficient data where an hour of the day has no past', () => {
    const range = { startMs: startMs + dayMs, endMs: startMs + 2 * dayMs };
    expect(persistPrices({ history: twoDays, issuedAtMs: startMs + 12 * hourMs, ...range })).toMatchObject({
      ok: false,
      reason: 'missingPrices',
      evidence: { coverage: 0.5 },
    });
  });
});

describe('pricesOnGrid', () => {
  const series = prices(Date.UTC(2023, 10, 1, 3), micros(1, 2));

  it('gives each quarter of an hour the price of its hour, and null beyond', () => {
    const grid = { startMs: series.startMs + 3 * 900_000, stepMs: 900_000, count: 6 };
    expect(pricesOnGrid(series, grid)).toEqual(micros(1, 2, 2, 2, 2, null));
  });

  it('refuses intervals that straddle two prices', () => {
    const grid = { startMs: series.startMs + hourMs / 2, stepMs: hourMs, count: 1 };
    expect(() => pricesOnGrid(series, grid)).toThrow(expect.objectContaining({ code: 'MARKET_GRID' }));
  });
});
