import { type CapacityForecast, type EnergyOutlook, type Evidence, evidenced } from '@usina/core';
import type { Column } from '@usina/core/series';
import { calendarEdges } from '@usina/core/time';
import { ForecastError } from './ForecastError.ts';
import type { ForecastOptions } from './ForecastOptions.ts';
import { sampleQuantile } from './residualPool.ts';

export interface OutlookOptions extends Pick<ForecastOptions, 'issuedAtMs' | 'weather' | 'availability' | 'signal'> {
  /** Any instant of the first local day or month. [epoch ms] */
  startMs: number;
  /** Local days, or `months`. @defaultValue 1 */
  days?: number;
  /** Local months, in place of `days`. */
  months?: number;
  /** @defaultValue the site's */
  timeZone?: string;
}

/** Energy by period as a distribution, with the scenarios that it was made of, so that sites can be added. */
export interface OutlookWithScenarios extends EnergyOutlook {
  /** A course a scenario, one number a period; the index is shared across sites. [Wh] */
  readonly scenariosWh: readonly Column[];
  /** What each scenario repeats, as in the forecast. */
  readonly scenarioIds?: readonly string[] | undefined;
  /** Energy of each period that is not reached with this probability: at 0.1 more comes nine times out of ten. [Wh] */
  quantileWh(level: number): Column;
}

/** First and last instant of the local days or months that are asked for. */
export function outlookSpan({ startMs, days, months, timeZone }: OutlookOptions & { timeZone: string }) {
  const unit = months === undefined ? 'day' : 'month';
  let edges = calendarEdges({ startMs, endMs: startMs + 1, timeZone, unit });
  const first = edges[0]!;
  for (let k = 1; k < (months ?? days ?? 1); k++) {
    edges = calendarEdges({ startMs: edges.at(-1)!, endMs: edges.at(-1)! + 1, timeZone, unit });
  }
  return { startMs: first, endMs: edges.at(-1)! };
}

/**
 * Energy of the local days (or months) that a forecast covers, from its scenarios: quantiles of power do not add up to
 * quantiles of energy. Periods at the edges count what lies within the forecast.
 *
 * Throws `FORECAST_NO_SCENARIOS`.
 */
export function outlookOf(
  forecast: { value: CapacityForecast; evidence: Evidence },
  options: { timeZone: string; months?: number | undefined; unit?: 'day' | 'month' },
) {
  const { scope, issuedAtMs, startMs, stepMs, levels, scenarios, scenarioIds, meanW } = forecast.value;
  if (scenarios === undefined || scenarios.length === 0) {
    throw new ForecastError('FORECAST_NO_SCENARIOS', `The forecast of ${scope.id} has no scenarios to add up.`, {
      context: { scope },
    });
  }
  const { timeZone } = options;
  const unit = options.unit ?? (options.months === undefined ? 'day' : 'month');
  const endMs = startMs + meanW.length * stepMs;
  const edgesMs = calendarEdges({ startMs, endMs, timeZone, unit });
  const scenariosWh = scenarios.map((power) => energyOf(power, startMs, stepMs, edgesMs));
  const outlook = withQuantiles({ scope, issuedAtMs, timeZone, edgesMs, levels }, scenariosWh);
  return evidenced({ ...outlook, scenarioIds }, forecast.evidence);
}

/** Makes an outlook from its scenarios. */
export function withQuantiles(
  head: Omit<EnergyOutlook, 'quantilesWh'>,
  scenariosWh: readonly Column[],
): OutlookWithScenarios {
  const quantileWh = (level: number) =>
    new Float64Array(head.edgesMs.length - 1).map((_, period) =>
      sampleQuantile(Float64Array.from(scenariosWh, (scenario) => scenario[period]!).sort(), level),
    );
  return { ...head, quantilesWh: head.levels.map(quantileWh), scenariosWh, quantileWh };
}

function energyOf(power: Column, startMs: number, stepMs: number, edgesMs: readonly number[]): Column {
  const energyWh = new Float64Array(edgesMs.length - 1);
  let period = 0;
  for (let i = 0; i < power.length; i++) {
    let fromMs = startMs + i * stepMs;
    const toMs = fromMs + stepMs;
    while (fromMs < toMs) {
      while (edgesMs[period + 1]! <= fromMs) period++;
      const untilMs = Math.min(toMs, edgesMs[period + 1]!);
      energyWh[period]! += (power[i]! * (untilMs - fromMs)) / 3_600_000;
      fromMs = untilMs;
    }
  }
  return energyWh;
}
