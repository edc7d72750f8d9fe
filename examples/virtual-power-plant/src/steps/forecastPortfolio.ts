import { type Availability, assetsOfKind, type CapacityForecast, type Evidenced } from '@usina/core';
import { sliceSeries } from '@usina/core/series';
import { aggregate, sitePartsOf } from '@usina/forecast';
import { pvSystemOf } from '@usina/forecast/solar';
import type { Weather } from '@usina/forecast/weather';
import type { Plant } from '../plant/openPlant.ts';
import type { Run } from '../Run.ts';
import type { SeededScenario } from '../seeded/seededScenario.ts';
import { forecastDay, forecasterOf, type HeldBackScore, scoreHeldBack } from './forecastSite.ts';
import type { History } from './stream.ts';

const dayMs = 86_400_000;
const heldBackDays = 7;

export interface PortfolioForecast {
  sites: { siteId: string; forecast: Evidenced<CapacityForecast>; score: Evidenced<HeldBackScore> }[];
  portfolio: Evidenced<CapacityForecast>;
  /** Expected energy of the day without and with expected outages. [Wh] */
  wholeWh: number;
  availableWh: number;
}

export interface ForecastPortfolioOptions {
  scenario: SeededScenario;
  plant: Plant;
  history: History;
  availability: Availability;
  dayStartMs: number;
  run: Run;
}

/** Forecasts each site and the portfolio, with what is likely to be down taken off, and scores days that were held back. */
export async function forecastPortfolio(options: ForecastPortfolioOptions): Promise<PortfolioForecast> {
  const { scenario, plant, history, availability, dayStartMs, run } = options;
  const { portfolio } = plant;
  const result: PortfolioForecast = {
    sites: [],
    portfolio: { ok: false, reason: 'none', message: '', evidence: { sources: [] } },
    wholeWh: 0,
    availableWh: 0,
  };
  for (const site of portfolio.sites) {
    const pv = assetsOfKind(portfolio.assets, 'pvSystem').find(({ siteId }) => siteId === site.id)!;
    const power = sliceSeries(history.get(`${site.id}-meter`)!, { startMs: scenario.startMs, endMs: dayStartMs });
    const acPower = {
      ...power,
      columns: { acPowerW: power.columns.acPowerW! },
      coverage: { acPowerW: power.coverage.acPowerW! },
    };
    const forecaster = await forecasterOf({
      site,
      power: acPower,
      systems: [pvSystemOf(site, pv)],
      parts: sitePartsOf({ siteId: site.id, assets: portfolio.assets }),
      weather: dailyForecasts(scenario, site.id),
      run,
    });
    const dayStartsMs = Array.from({ length: heldBackDays }, (_, i) => dayStartMs - (heldBackDays - i) * dayMs);
    const score = await scoreHeldBack({ forecaster, power: acPower, dayStartsMs, signal: run.signal });
    const whole = await forecastDay(forecaster, { startMs: dayStartMs, signal: run.signal });
    const forecast = await forecastDay(forecaster, { startMs: dayStartMs, availability, signal: run.signal });
    result.sites.push({ siteId: site.id, forecast, score });
    if (whole.ok) result.wholeWh += energyOf(whole.value);
    tellScore(site.id, score, run);
  }
  result.portfolio = aggregate(
    result.sites.map(({ forecast }) => forecast as Parameters<typeof aggregate>[0][number]),
    { portfolioId: portfolio.portfolioId },
  ) as Evidenced<CapacityForecast>;
  if (!result.portfolio.ok) {
    run.narrator.say(`Portfolio: insufficient data. ${result.portfolio.message}`);
    return result;
  }
  result.availableWh = energyOf(result.portfolio.value);
  run.narrator.say(
    `Portfolio tomorrow: ${(result.availableWh / 1e6).toFixed(3)} MWh expected, ${((result.wholeWh - result.availableWh) / 1000).toFixed(1)} kWh taken off for expected outages`,
  );
  run.narrator.evidence(result.portfolio.evidence, scenario.timeZone);
  return result;
}

export function tellScore(name: string, score: Evidenced<HeldBackScore>, { narrator }: Run): void {
  if (!score.ok) {
    narrator.say(`${name}: no score, ${score.message}`);
    return;
  }
  const { days, pinballW, maeW, persistenceMaeW, meanPowerW } = score.value;
  const percent = (watts: number) => `${((100 * watts) / meanPowerW).toFixed(1)} %`;
  narrator.say(
    `${name}: ${days} held-back days foretold the evening before: MAE ${percent(maeW)} of mean power, persistence ${percent(persistenceMaeW)}; pinball ${percent(pinballW)}`,
  );
}

/** The simulated weather service: each noon a forecast of the next day. */
function dailyForecasts({ forecastWeather }: SeededScenario, siteId: string): Weather[] {
  const series = forecastWeather.get(siteId)!;
  const days = Math.floor((series.columns.ghiWm2!.length * series.stepMs) / dayMs);
  return Array.from({ length: days }, (_, day): Weather => {
    const startMs = series.startMs + day * dayMs;
    return {
      source: {
        id: 'simulated weather service',
        licence: 'none: simulated',
        commercialUse: 'unknown',
        terms: 'Made from a seed.',
        attribution: '',
      },
      label: 'start',
      kind: 'forecast',
      issuedAtMs: startMs - dayMs / 2,
      series: sliceSeries(series, { startMs, endMs: startMs + dayMs }),
    };
  });
}

function energyOf({ meanW, stepMs }: CapacityForecast): number {
  return meanW.reduce((sum, watts) => sum + (watts * stepMs) / 3_600_000, 0);
}
