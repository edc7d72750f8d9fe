import type { CapacityForecast } from '@usina/core';
import { type Exact, exact } from '@usina/core/money';
import { quantileAt } from '../rules/quantileAt.ts';
import { energyOfPower, wholeWh } from '../settlement/wholeWh.ts';
import { expectedShortfall } from './expectedShortfall.ts';
import type { ForecastEnergy } from './forecastEnergy.ts';

/** What is sold in each interval, and what is expected to be left over or missing. Whole Wh, not negative. */
export interface SalePosition {
  readonly committedWh: readonly bigint[];
  readonly offeredWh: readonly bigint[];
  /** Committed and offered. */
  readonly soldWh: readonly bigint[];
  /** Means over the forecast's distribution: surplus − shortfall = mean output − sold. */
  readonly surplusWh: readonly bigint[];
  readonly shortfallWh: readonly bigint[];
}

export interface SalePositionOptions {
  readonly forecast: CapacityForecast;
  readonly energy: ForecastEnergy;
  /** @defaultValue nothing */
  readonly committedWh?: readonly bigint[] | undefined;
  readonly level: Exact;
}

/** Offers in each interval what the quantile at the level leaves beyond the commitment, rounded down. */
export function salePosition({ forecast, energy, level, ...options }: SalePositionOptions): SalePosition {
  const { meanWh, quantilesWh } = energy;
  const levels = forecast.levels.map(levelOf);
  const scenarios = (forecast.scenarios ?? []).map((scenario) => energyOfPower(scenario, forecast.stepMs));
  const committedWh = options.committedWh ?? meanWh.map(() => 0n);
  const offeredWh = quantilesWh.map((values, i) => {
    const sellable = quantileAt({ levels, values, level });
    return larger(0n, sellable.numerator / sellable.denominator - committedWh[i]!);
  });
  const soldWh = committedWh.map((committed, i) => committed + offeredWh[i]!);
  const surplusWh = soldWh.map((sold, i) => {
    const shortfall = expectedShortfall({
      sold: Number(sold),
      levels: forecast.levels,
      quantiles: quantilesWh[i]!.map(Number),
      scenarios: scenarios.map((scenario) => scenario[i]!),
    });
    // the mean is the forecaster's own: where the quantiles say otherwise, the mean wins
    return larger(0n, meanWh[i]! - sold + wholeWh(shortfall)!);
  });
  const shortfallWh = surplusWh.map((surplus, i) => larger(0n, surplus - meanWh[i]! + soldWh[i]!));
  return { committedWh, offeredWh, soldWh, surplusWh, shortfallWh };
}

/** A level of a forecast as an exact number. */
export function levelOf(level: number): Exact {
  return exact(level.toFixed(9));
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
