import { type Availability, type CapacityForecast, type Evidenced, insufficient } from '@usina/core';
import type { Column, Series } from '@usina/core/series';
import { type CapacityForecaster, type ForecastSite, type SitePart, trainCapacityForecaster } from '@usina/forecast';
import { pinballLoss, pointErrors } from '@usina/forecast/score';
import type { PvSystem } from '@usina/forecast/solar';
import type { Weather } from '@usina/forecast/weather';
import type { Run } from '../Run.ts';

const dayMs = 86_400_000;
export const leadMs = 6 * 3_600_000;

export interface ForecastSiteOptions {
  site: ForecastSite;
  power: Series<'acPowerW'>;
  systems?: PvSystem[];
  parts?: SitePart[];
  weather?: Weather[];
  /** Weather that was measured, as if it had been forecast: to be scored apart. */
  perfectWeather?: boolean;
  run: Run;
}

/** Trains on the past of one site, telling its progress. */
export function forecasterOf({ run, ...options }: ForecastSiteOptions): Promise<CapacityForecaster> {
  const { history, ...rest } = { ...options, history: { power: options.power } };
  return trainCapacityForecaster({
    ...rest,
    history,
    leadMs,
    horizonDays: 2,
    seed: run.options.seed,
    signal: run.signal,
    onProgress: ({ done, total }) => run.narrator.progress(`forecaster of ${options.site.id}`, done, total),
  });
}

/** How day-ahead forecasts of days that were held back came out. */
export interface HeldBackScore {
  days: number;
  /** Mean over the levels. [W] */
  pinballW: number;
  maeW: number;
  /** The day before at the same time, the plainest forecast. [W] */
  persistenceMaeW: number;
  meanPowerW: number;
}

export interface HeldBackOptions {
  forecaster: CapacityForecaster;
  power: Series<'acPowerW'>;
  /** Starts of the days to foretell. */
  dayStartsMs: readonly number[];
  signal: AbortSignal;
}

/** Foretells each day with what was known `leadMs` before it and compares with what came. */
export async function scoreHeldBack({
  forecaster,
  power,
  dayStartsMs,
  signal,
}: HeldBackOptions): Promise<Evidenced<HeldBackScore>> {
  const perDay = dayMs / power.stepMs;
  const actual: number[] = [];
  const persisted: number[] = [];
  const median: number[] = [];
  let quantiles: number[][] = [];
  let levels: readonly number[] = [];
  let evidence: Evidenced<CapacityForecast>['evidence'] = { sources: [] };
  if (dayStartsMs.length === 0)
    return insufficient('tooFewDays', 'The record is too short to hold days back.', evidence);
  for (const startMs of dayStartsMs) {
    const forecast = await forecaster.forecast({ startMs, days: 1, signal });
    if (!forecast.ok) return forecast;
    evidence = forecast.evidence;
    levels = forecast.value.levels;
    const middle = levels.indexOf(0.5);
    const from = (startMs - power.startMs) / power.stepMs;
    if (quantiles.length === 0) quantiles = levels.map(() => []);
    for (let i = 0; i < forecast.value.meanW.length; i += 1) {
      actual.push(power.columns.acPowerW[from + i] ?? Number.NaN);
      persisted.push(power.columns.acPowerW[from + i - perDay] ?? Number.NaN);
      median.push(forecast.value.quantilesW[middle]![i]!);
      for (const [l, column] of forecast.value.quantilesW.entries()) quantiles[l]!.push(column[i]!);
    }
  }
  const column = (values: number[]): Column => Float64Array.from(values);
  const both = actual.map((value, i) => (Number.isNaN(persisted[i]!) ? Number.NaN : value));
  const ours = pointErrors({ actual: column(both), forecast: column(median) });
  const plain = pointErrors({ actual: column(both), forecast: column(persisted) });
  const known = actual.filter((value) => !Number.isNaN(value));
  return {
    ok: true,
    value: {
      days: dayStartsMs.length,
      pinballW: pinballLoss({ actual: column(actual), levels, quantiles: quantiles.map(column) }).mean,
      maeW: ours.mae,
      persistenceMaeW: plain.mae,
      meanPowerW: known.reduce((sum, value) => sum + value, 0) / known.length,
    },
    evidence,
  };
}

/** A day without and, where it is given, with what may be down. */
export async function forecastDay(
  forecaster: CapacityForecaster,
  options: { startMs: number; availability?: Availability; signal: AbortSignal },
): Promise<Evidenced<CapacityForecast>> {
  return forecaster.forecast({ ...options, days: 1 });
}
