import type { Evidence, PriceSeries } from '@usina/core';

const notes: Readonly<Partial<Record<PriceSeries['status'], string>>> = {
  shadow: 'shadow prices: published, but nothing was settled at them',
  forecast: 'expected prices, not published ones',
  hypothetical: 'hypothetical prices: not those of this plant',
};

/** Where a price series comes from, what it spans and how much of it is known. */
export function priceEvidence(prices: PriceSeries): Evidence {
  const { market, product, zone, revision, startMs, stepMs, micros, knownAtMs, status } = prices;
  const known = micros.reduce((count, price) => count + (price === null ? 0 : 1), 0);
  const note = notes[status];
  return {
    sources: [`${market} ${product} ${zone}, ${revision}`],
    range: { startMs, endMs: startMs + micros.length * stepMs },
    coverage: micros.length === 0 ? 0 : known / micros.length,
    ...(knownAtMs === undefined ? {} : { knownAtMs }),
    ...(note === undefined ? {} : { notes: [note] }),
  };
}
