import { type Evidence, evidenced, type PriceSeries } from '@usina/core';
import { localIsoOf, localToUtcMs } from '@usina/core/time';
import { priceEvidence } from './priceEvidence.ts';

export interface MapPricesToWallClockOptions {
  readonly prices: PriceSeries;
  /** IANA zone of the prices' market. @defaultValue 'America/Sao_Paulo', the clock of Brazil's market */
  readonly fromTimeZone?: string;
  /** IANA zone of the plant. */
  readonly toTimeZone: string;
}

/**
 * Moves prices so that the price of 10:00 on the market's wall clock becomes the price of 10:00, same date, on the
 * wall clock of another place: a what-if for a plant that is not in that market. The result is `hypothetical`, and
 * its evidence says what was done and what the prices were.
 *
 * An hour that the market's clock never showed is null; of one that it showed twice the first is taken.
 *
 * @example
 * mapPricesToWallClock({ prices, toTimeZone: 'Asia/Kolkata' }).value.startMs
 * // 2020-05-14T18:30Z (00:00 in India) for prices that start at 2020-05-15T03:00Z (00:00 in Brasília)
 */
export function mapPricesToWallClock(options: MapPricesToWallClockOptions): {
  readonly ok: true;
  readonly value: PriceSeries;
  readonly evidence: Evidence;
} {
  const { prices, fromTimeZone = 'America/Sao_Paulo', toTimeZone } = options;
  const { stepMs } = prices;
  const moved = (ms: number) => localToUtcMs(localIsoOf(ms, fromTimeZone), toTimeZone);
  const startMs = moved(prices.startMs);
  const count = Math.round((moved(prices.startMs + prices.micros.length * stepMs) - startMs) / stepMs);
  const micros = Array.from({ length: count }, (_, i) => {
    const wall = localIsoOf(startMs + i * stepMs, toTimeZone);
    const sourceMs = localToUtcMs(wall, fromTimeZone);
    const shown = localIsoOf(sourceMs, fromTimeZone) === wall;
    return (shown ? prices.micros[(sourceMs - prices.startMs) / stepMs] : null) ?? null;
  });
  const value: PriceSeries = {
    ...prices,
    status: 'hypothetical',
    startMs,
    micros,
    revision: `${prices.revision}, wall clock of ${fromTimeZone} taken for ${toTimeZone}`,
  };
  const source = priceEvidence(prices);
  return evidenced(value, {
    ...priceEvidence(value),
    sources: source.sources,
    rule: 'wall-clock-mapping/1',
    notes: [
      `hypothetical: ${prices.market} prices of ${prices.zone} by the wall clock of ${fromTimeZone}, used at the same wall clock of ${toTimeZone}`,
      ...(source.notes ?? []),
    ],
  });
}
