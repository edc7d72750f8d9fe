import type { CapacityForecast } from '@usina/core';
import type { Column } from '@usina/core/series';
import { MarketError } from '../MarketError.ts';
import { energyOfPower, wholeWh } from '../settlement/wholeWh.ts';

/** A capacity forecast as whole Wh of each interval. */
export interface ForecastEnergy {
  readonly meanWh: readonly bigint[];
  /** By interval, one number a level. */
  readonly quantilesWh: readonly (readonly bigint[])[];
}

/**
 * Energy of a forecast, or the intervals that miss a number.
 *
 * @throws MarketError `MARKET_LEVELS` where a quantile lies below that of a lower level, `MARKET_LENGTH` where levels
 * and columns differ in number.
 */
export function forecastEnergy(forecast: CapacityForecast): ForecastEnergy | { readonly missing: readonly number[] } {
  const { stepMs, levels } = forecast;
  const toWh = (powerW: Column) => Array.from(energyOfPower(powerW, stepMs), wholeWh);
  const mean = toWh(forecast.meanW);
  const columns = forecast.quantilesW.map(toWh);
  if (columns.length !== levels.length)
    throw new MarketError(
      'MARKET_LENGTH',
      `Read ${columns.length} columns of quantiles for ${levels.length} levels, expected one each.`,
      { context: { read: columns.length, expected: levels.length } },
    );
  const missing = mean.flatMap((wh, i) =>
    wh === undefined || columns.some((column) => column[i] === undefined) ? [i] : [],
  );
  if (missing.length > 0) return { missing };
  const quantilesWh = mean.map((_, i) => columns.map((column) => column[i]!));
  const crossed = quantilesWh.findIndex((values) => values.some((wh, k) => k > 0 && wh < values[k - 1]!));
  if (crossed !== -1)
    throw new MarketError(
      'MARKET_LEVELS',
      `Read quantiles that do not ascend with their levels at ${new Date(forecast.startMs + crossed * stepMs).toISOString()}. Sort them in the forecast.`,
      { context: { interval: crossed, levels } },
    );
  return { meanWh: mean.map((wh) => wh!), quantilesWh };
}
