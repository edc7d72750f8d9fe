import type { PriceSeries } from '@usina/core';
import { MarketError } from '../MarketError.ts';

export interface Grid {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/**
 * The price of each interval of a grid, in micros; null where none is known.
 *
 * @throws MarketError `MARKET_GRID` where an interval would straddle two prices.
 */
export function pricesOnGrid(prices: PriceSeries, { startMs, stepMs, count }: Grid): (bigint | null)[] {
  const phaseMs = (((startMs - prices.startMs) % stepMs) + stepMs) % stepMs;
  if (prices.stepMs % stepMs !== 0 || phaseMs !== 0)
    throw new MarketError(
      'MARKET_GRID',
      `Read intervals of ${stepMs / 60_000} min from ${new Date(startMs).toISOString()} for prices of ${prices.stepMs / 60_000} min from ${new Date(prices.startMs).toISOString()}: an interval would straddle two prices. Resample one of them, or check the time zones.`,
      { context: { read: { startMs, stepMs }, prices: { startMs: prices.startMs, stepMs: prices.stepMs } } },
    );
  return Array.from(
    { length: count },
    (_, i) => prices.micros[Math.floor((startMs + i * stepMs - prices.startMs) / prices.stepMs)] ?? null,
  );
}
