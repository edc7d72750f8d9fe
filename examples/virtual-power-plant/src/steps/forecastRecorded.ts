import { type CapacityForecast, type Evidenced, insufficient } from '@usina/core';
import { createSeries, type Series, sliceSeries } from '@usina/core/series';
import { calendarEdges } from '@usina/core/time';
import type { Weather } from '@usina/forecast/weather';
import type { RecordedScenario } from '../data/recordedScenario.ts';
import type { Run } from '../Run.ts';
import { endMsOf } from '../Scenario.ts';
import { tellScore } from './forecastPortfolio.ts';
import { forecastDay, forecasterOf, type HeldBackScore, scoreHeldBack } from './forecastSite.ts';
import type { History } from './stream.ts';

const heldBackDays = 7;

export interface RecordedForecast {
  /** The day after the record, from the past alone. */
  tomorrow: Evidenced<CapacityForecast>;
  score: Evidenced<HeldBackScore>;
  /** What a perfect weather forecast would have given: not a forecast, scored apart. */
  perfectWeather: Evidenced<HeldBackScore>;
  power: Series<'acPowerW'>;
}

/** Foretells the days at the end of the record from what came before each of them. */
export async function forecastRecorded({
  scenario,
  history,
  run,
}: {
  scenario: RecordedScenario;
  history: History;
  run: Run;
}): Promise<RecordedForecast> {
  const { startMs, timeZone } = scenario;
  const edges = calendarEdges({ startMs, endMs: endMsOf(scenario), timeZone, unit: 'day' }).filter(
    (ms) => ms >= startMs && ms <= endMsOf(scenario),
  );
  const { signal } = run;
  const tomorrowMs = edges.at(-1);
  const dayStartsMs = edges.slice(-1 - heldBackDays, -1);
  const power = totalPower(scenario, history);
  const site = { id: scenario.siteId, timeZone };
  const past = await forecasterOf({ site, power, run });
  const score = await scoreHeldBack({ forecaster: past, power, dayStartsMs, signal });
  tellScore('past only', score, run);
  const perfect = await forecasterOf({ site, power, weather: measuredWeather(scenario), perfectWeather: true, run });
  const perfectWeather = await scoreHeldBack({ forecaster: perfect, power, dayStartsMs, signal });
  tellScore('perfect weather (measured irradiance of the day itself: not a forecast)', perfectWeather, run);
  const tomorrow =
    tomorrowMs === undefined
      ? insufficient('tooFewDays', 'The record holds no local midnight.', { sources: [scenario.siteId] })
      : await forecastDay(past, { startMs: tomorrowMs, signal });
  if (!tomorrow.ok) run.narrator.say(`Tomorrow: insufficient data. ${tomorrow.message}`);
  else run.narrator.evidence(tomorrow.evidence, timeZone);
  return { tomorrow, score, perfectWeather, power };
}

/** Power of the plant; missing where one of its inverters is. */
function totalPower({ startMs, stepMs, length, inverters }: RecordedScenario, history: History): Series<'acPowerW'> {
  const acPowerW = new Float64Array(length);
  for (const { assetId } of inverters) {
    const column = history.get(assetId)!.columns.acPowerW!;
    for (let i = 0; i < length; i += 1) acPowerW[i]! += column[i]!;
  }
  return createSeries({ startMs, stepMs, columns: { acPowerW } });
}

function measuredWeather({ weather, siteId, startMs, length, stepMs }: RecordedScenario): Weather[] {
  const series = sliceSeries(weather.get(siteId)!, { startMs, endMs: startMs + length * stepMs });
  return [
    {
      source: {
        id: `sensor of ${siteId}`,
        licence: 'unknown',
        commercialUse: 'unknown',
        terms: 'As the owner of the record says.',
        attribution: '',
      },
      label: 'start',
      kind: 'measured',
      series,
    },
  ];
}
