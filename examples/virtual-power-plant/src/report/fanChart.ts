import type { CapacityForecast } from '@usina/core';
import type { SalePlan } from '@usina/market/planning';
import { timeChart } from './timeChart.ts';

export interface FanChart {
  title: string;
  forecast: CapacityForecast;
  timeZone: string;
  /** Adds what is sold of it. */
  plan?: SalePlan | undefined;
}

/** Quantiles of a forecast as a fan, its median as a line, and what was sold of it. */
export function fanChart({ title, forecast, timeZone, plan }: FanChart): string {
  const { levels, quantilesW, meanW, startMs, stepMs } = forecast;
  const at = (level: number) => quantilesW[levels.indexOf(level)] ?? meanW;
  const perHour = 3_600_000 / stepMs;
  const sold = plan?.committedWh.map((committed, i) => (committed + plan.offeredWh[i]!) * perHour);
  return timeChart({
    title,
    unit: 'W',
    note: 'mean of the interval, positive is delivery',
    startMs,
    stepMs,
    timeZone,
    bands: [
      { name: '9 of 10 outcomes', low: at(0.05), high: at(0.95) },
      { name: 'half of the outcomes', low: at(0.25), high: at(0.75) },
    ],
    lines: [
      { name: 'median', color: 1, values: at(0.5) },
      ...(sold ? [{ name: 'sold: contract and offer', color: 2, values: sold, dashed: true } as const] : []),
    ],
  });
}
