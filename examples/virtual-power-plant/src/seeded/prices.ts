import type { PriceSeries } from '@usina/core';
import type { Random } from './random.ts';

/** A made-up hourly spot price with the evening peak and the noon dip of a grid full of sun. R$/MWh. */
export function seededPrices(options: { startMs: number; hours: number; random: Random }): PriceSeries {
  let level = 160;
  const micros = Array.from({ length: options.hours }, (_, i) => {
    const hour = (i % 24) + 0;
    level = 160 + 0.97 * (level - 160) + 6 * options.random.normal();
    const shape = 1 + 0.45 * Math.exp(-(((hour - 19) / 2.2) ** 2)) - 0.3 * Math.exp(-(((hour - 12) / 3) ** 2));
    return BigInt(Math.round(Math.max(61.07, level * shape) * 100)) * 10_000n;
  });
  return {
    market: 'CCEE',
    product: 'PLD',
    zone: 'SUDESTE',
    status: 'hypothetical',
    currency: 'BRL',
    per: 'MWh',
    startMs: options.startMs,
    stepMs: 3_600_000,
    micros,
    revision: 'simulated prices, seeded',
  };
}
