import type { CapacityForecast, Evidenced } from '@usina/core';
import type { PvSystem } from '../solar/index.ts';
import type { Weather } from '../weather/Weather.ts';
import type { WindTurbine } from '../wind/index.ts';
import type { SitePart } from './availableShares.ts';
import { backTest, type TriedDay } from './backTest.ts';
import { createHistoryGrid } from './createHistoryGrid.ts';
import { createPace, type Pace } from './createPace.ts';
import type { Expert } from './Expert.ts';
import { ForecastError, type NoForecastReason } from './ForecastError.ts';
import type { ForecasterState } from './ForecasterState.ts';
import type { ForecastOptions } from './ForecastOptions.ts';
import { forecastCapacity } from './forecastCapacity.ts';
import { type OutlookOptions, type OutlookWithScenarios, outlookOf, outlookSpan } from './outlookOf.ts';
import { profileExperts } from './profileExperts.ts';
import { readWeather } from './readWeather.ts';
import type { ForecastSite, SiteHistory } from './SiteHistory.ts';
import { acCapacityOf, type SiteMachines } from './SiteMachines.ts';
import { weatherExperts } from './weatherExperts.ts';

export interface TrainCapacityForecasterOptions {
  site: ForecastSite;
  history: SiteHistory;
  /** PV systems of the site, see `pvSystemOf`. Without machines what the weather says of the sun is scaled to the history. */
  systems?: readonly PvSystem[];
  /** Wind turbines of the site, see `windTurbine`: the weather must have `windSpeedMps`. @defaultValue none */
  turbines?: readonly WindTurbine[];
  /** Where the weather knows the wind, above ground. [m] @defaultValue 10 */
  windHeightM?: number;
  /** Weather forecasts as they were issued, each with `issuedAtMs`. Without them the past power alone is used. */
  weather?: Weather | readonly Weather[];
  /**
   * Takes weather that was measured or computed afterwards as if it had been forecast. Shows what a perfect weather forecast
   * would give; results say so and must be scored apart. @defaultValue false
   */
  perfectWeather?: boolean;
  /** Ascending probabilities. @defaultValue 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95 */
  levels?: readonly number[];
  /** Same seed, same scenarios; sites of a portfolio must share it. */
  seed: number;
  /** Equally likely courses to make. @defaultValue 100 */
  scenarios?: number;
  /** How long before a local day its forecast is issued in the back-test. [ms] @defaultValue 6 h */
  leadMs?: number;
  /** Days ahead that may be asked for. @defaultValue 7 */
  horizonDays?: number;
  /** Days of the history that are foretold in the back-test, the last ones. @defaultValue 90 */
  backTestDays?: number;
  /** What outages can take away, see `sitePartsOf`. */
  parts?: readonly SitePart[];
  signal?: AbortSignal;
  /** `done` of `total` origins of the back-test. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

/** Foretells what a site can deliver. */
export interface CapacityForecaster {
  readonly site: ForecastSite;
  /** What it goes by: forecasts of the weather, the past power alone, or weather that nobody knew beforehand. */
  readonly mode: 'weatherForecast' | 'pastOnly' | 'perfectWeather';
  /** Mean power by interval as quantiles and scenarios, W, positive is delivery, keyed by interval start. */
  forecast(options: ForecastOptions): Promise<Evidenced<CapacityForecast, NoForecastReason>>;
  /** Energy of local days or months within the horizon. */
  outlook(options: OutlookOptions): Promise<Evidenced<OutlookWithScenarios, NoForecastReason>>;
}

const defaultLevels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const;

/**
 * Learns to foretell a site's power from its history, and how wrong that is from a rolling back-test inside it: the quantiles
 * come from errors of forecasts of days that were not known when they were made.
 *
 * With weather forecasts: what they say about the PV systems and wind turbines, corrected by how that was wrong. Without: profiles of the
 * last weeks by local time of day. Too little history is not an error here: `forecast` then answers `HISTORY_SHORT`.
 * Works in pieces of 10 ms; `signal` cancels with `ABORTED`. Throws `FORECAST_INPUT`, `FORECAST_GRID`.
 *
 * @example
 * const forecaster = await trainCapacityForecaster({ site, history: { power }, seed: 1 });
 * const tomorrow = await forecaster.forecast({ startMs, days: 1 });
 */
export async function trainCapacityForecaster(options: TrainCapacityForecasterOptions): Promise<CapacityForecaster> {
  const {
    site,
    systems = [],
    turbines = [],
    windHeightM = 10,
    leadMs = 6 * 3_600_000,
    horizonDays = 7,
    backTestDays = 90,
  } = options;
  const levels = options.levels ?? defaultLevels;
  checkLevels(levels);
  const machines: SiteMachines = { systems, turbines, windHeightM };
  const history = createHistoryGrid(options.history, { timeZone: site.timeZone, ceilingW: ceilingOf(machines) });
  const pace = createPace({
    work: `Training the forecaster of ${site.id}`,
    signal: options.signal,
    onProgress: options.onProgress,
  });
  const weather = await readWeather({ ...options, machines, leadMs, history, pace });
  const profiles = profileExperts(history);
  const models: readonly (readonly Expert[])[] =
    weather.mode === 'pastOnly'
      ? [profiles]
      : [profiles, [...weatherExperts({ history, issues: weather.issues, leadMs }), ...profiles]];
  const results: TriedDay[][][] = [];
  for (const [done, experts] of models.entries()) {
    const part: Pace = {
      breathe: (progress) =>
        pace.breathe(
          progress && { done: done * progress.total + progress.done, total: models.length * progress.total },
        ),
    };
    results.push(await backTest({ history, experts, leadMs, horizonDays, backTestDays, pace: part }));
  }
  const state: ForecasterState = {
    site,
    machines,
    history,
    weather,
    tried: { past: results[0]!, weather: results[1] },
    levels,
    leadMs,
    profiles,
    seed: options.seed,
    scenarios: options.scenarios ?? 100,
    parts: options.parts ?? [],
  };
  const forecast = (asked: ForecastOptions) => forecastCapacity(state, asked);
  return {
    site,
    mode: weather.mode,
    forecast,
    async outlook(asked) {
      const span = outlookSpan({ timeZone: site.timeZone, ...asked });
      const steps = (span.endMs - span.startMs) / history.stepMs;
      const answer = await forecast({ ...asked, startMs: span.startMs, steps });
      return answer.ok ? outlookOf(answer, { timeZone: site.timeZone, ...asked }) : answer;
    },
  };
}

function checkLevels(levels: readonly number[]): void {
  const wrong = levels.findIndex((level, i) => !(level > (i === 0 ? 0 : levels[i - 1]!) && level < 1));
  if (levels.length > 0 && wrong < 0) return;
  throw new ForecastError(
    'FORECAST_INPUT',
    `Read the levels ${levels.join(', ')}, expected ascending ones above 0 and below 1.`,
    {
      context: { levels },
    },
  );
}

/** Clouds lift power above the nameplate for seconds, not for an interval, and never by half. */
function ceilingOf(machines: SiteMachines): number | undefined {
  const capacityW = acCapacityOf(machines);
  return capacityW > 0 ? 1.5 * capacityW : undefined;
}
