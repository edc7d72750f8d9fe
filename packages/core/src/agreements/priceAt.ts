import type { PriceSeries } from '../model/trade.ts';
import type { UnitPrice } from '../money/Money.ts';

/**
 * The price that holds for the whole of an interval, or undefined when the series has none: outside its range, a
 * missing value, or an interval that straddles two prices.
 *
 * @example
 * priceAt(hourlyPld, { startMs, endMs: startMs + 900_000 }) // { micros: 235_700_000n, per: 'MWh', currency: 'BRL' }
 */
export function priceAt(series: PriceSeries, interval: { startMs: number; endMs: number }): UnitPrice | undefined {
  const index = Math.floor((interval.startMs - series.startMs) / series.stepMs);
  const straddles = interval.endMs > series.startMs + (index + 1) * series.stepMs;
  const micros = index < 0 || straddles ? undefined : series.micros[index];
  if (micros === undefined || micros === null) return undefined;
  return { micros, per: series.per, currency: series.currency };
}

/** The part of a price series that touches a range, with the status of its own prices, or undefined when none does. */
export function clipPrices(series: PriceSeries, startMs: number, endMs: number): PriceSeries | undefined {
  const from = Math.max(0, Math.floor((startMs - series.startMs) / series.stepMs));
  const to = Math.min(series.micros.length, Math.ceil((endMs - series.startMs) / series.stepMs));
  if (from >= to) return undefined;
  const { officialFromMs, ...rest } = series;
  const clipped = { ...rest, startMs: series.startMs + from * series.stepMs, micros: series.micros.slice(from, to) };
  if (officialFromMs === undefined) return clipped;
  if (officialFromMs <= clipped.startMs) return { ...clipped, status: 'official' };
  const isMixed = officialFromMs < clipped.startMs + clipped.micros.length * clipped.stepMs;
  return isMixed ? { ...clipped, officialFromMs } : clipped;
}
