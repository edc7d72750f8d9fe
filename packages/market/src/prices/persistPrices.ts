import { type Evidenced, evidenced, insufficient, type PriceSeries } from '@usina/core';
import { priceEvidence } from './priceEvidence.ts';

export interface PersistPricesOptions {
  /** Past prices; steps that divide a day. */
  readonly history: PriceSeries;
  /** Only prices of intervals that ended by then are used. */
  readonly issuedAtMs: number;
  /** Range wanted, half-open, on the grid of the history. */
  readonly startMs: number;
  readonly endMs: number;
}

const dayMs = 86_400_000;

/**
 * Expects of each hour the last known price of the same hour of the day: the plainest forecast, and the one that any
 * other has to beat (24 h persistence missed SUDESTE's PLD of 2024 by R$ 17.60/MWh in the mean).
 *
 * The result is `forecast`, or stays `hypothetical`. Where an hour of the day has no known price in the seven days
 * before, the answer is insufficient data.
 *
 * @example
 * const tomorrow = persistPrices({ history, issuedAtMs, startMs, endMs });
 * // { ok: true, value: { status: 'forecast', micros: [69_040_000n, …] }, … }
 */
export function persistPrices(options: PersistPricesOptions): Evidenced<PriceSeries, 'missingPrices'> {
  const { history, issuedAtMs, endMs } = options;
  const { stepMs } = history;
  const startMs = history.startMs + Math.floor((options.startMs - history.startMs) / stepMs) * stepMs;
  const count = Math.ceil((endMs - startMs) / stepMs);
  const usedMs = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  const micros = Array.from({ length: count }, (_, i) => {
    const atMs = startMs + i * stepMs;
    const backDays = Math.max(1, Math.ceil((atMs + stepMs - issuedAtMs) / dayMs));
    for (let days = backDays; days < backDays + 7; days += 1) {
      const sourceMs = atMs - days * dayMs;
      const price = history.micros[(sourceMs - history.startMs) / stepMs];
      if (price === undefined || price === null) continue;
      usedMs.first = Math.min(usedMs.first, sourceMs);
      usedMs.last = Math.max(usedMs.last, sourceMs + stepMs);
      return price;
    }
    return null;
  });
  const missing = micros.filter((price) => price === null).length;
  const source = priceEvidence(history);
  const evidence = {
    ...source,
    ...(missing < count ? { range: { startMs: usedMs.first, endMs: usedMs.last } } : {}),
    coverage: count === 0 ? 0 : (count - missing) / count,
    rule: 'price-persistence-24h/1',
    knownAtMs: issuedAtMs,
    notes: [...(source.notes ?? []), 'expected: the last known price of the same hour of the day'],
  };
  if (missing > 0 || count <= 0)
    return insufficient(
      'missingPrices',
      `${missing} of ${Math.max(0, count)} intervals have no known price at their hour of the day within seven days before ${new Date(issuedAtMs).toISOString()}.`,
      evidence,
    );
  const status = history.status === 'hypothetical' ? 'hypothetical' : 'forecast';
  const revision = `${history.revision}, persisted`;
  return evidenced({ ...history, status, startMs, micros, revision, knownAtMs: issuedAtMs }, evidence);
}
