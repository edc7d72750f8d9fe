import { assetsOfKind } from '@usina/core';
import { unitPrice } from '@usina/core/money';
import { monthRange } from '@usina/core/time';
import { closeAfter } from './cli/opened.ts';
import { readPrices } from './data/readPrices.ts';
import { openPlant, type Plant } from './plant/openPlant.ts';
import { begin, type Run, unlessStopped } from './Run.ts';
import { seededReport } from './report/seededReport.ts';
import { writeReport } from './report/writeReport.ts';
import { comparePlanted, comparisonText } from './seeded/comparePlanted.ts';
import { failureHistory } from './seeded/failureHistory.ts';
import { plantedFaults } from './seeded/plantedFaults.ts';
import { period, type SeededScenario, seededScenario } from './seeded/seededScenario.ts';
import { assessSite, type SiteHealth } from './steps/assessSite.ts';
import { foreseeFailures } from './steps/failures.ts';
import { forecastPortfolio } from './steps/forecastPortfolio.ts';
import { leadMs } from './steps/forecastSite.ts';
import { leaseGiven } from './steps/leaseGiven.ts';
import { prove } from './steps/prove.ts';
import { sell } from './steps/sell.ts';
import { openLedger, settleMonth } from './steps/settle.ts';
import { discover, type History, stream } from './steps/stream.ts';
import { tellHealth } from './steps/tellHealth.ts';

/** The seeded portfolio, end to end. */
export function runSeeded(run: Run): Promise<void> {
  const { narrator, options, signal } = run;
  return closeAfter(async ({ keep }) => {
    const scenario = seededScenario(options.seed);
    const { startMs, endMs } = monthRange(period, scenario.timeZone);
    const prices =
      options.prices === undefined
        ? scenario.prices
        : await readPrices({ path: options.prices, submarket: 'SUDESTE', startMs, endMs });
    narrator.title(`${scenario.title}: ${scenario.lead}`);
    narrator.notices(scenario.notices);

    await begin(run, 'Start the machines, connect and discover');
    const plant = keep(await openPlant(scenario, run));
    await unlessStopped(run, discover(plant, run));

    await begin(run, 'Stream, window and store a month on a lock-step clock');
    const history = await stream(scenario, plant, run);

    await begin(run, 'Look for faults');
    const health = await assess(scenario, plant, history);
    for (const site of health) tellHealth(narrator, site);

    await begin(run, 'Foresee failures');
    const live = plant.portfolio.assets
      .filter(({ kind }) => kind === 'inverter')
      .map(({ id, siteId }) => ({ assetId: id, group: siteId, series: history.get(id)! }));
    const failures = await foreseeFailures({
      learnFrom: failureHistory(startMs, options.seed),
      live: { telemetry: live, events: [] },
      atMs: endMs - leadMs,
      timeZone: scenario.timeZone,
      run,
    });
    const planted = comparePlanted(plantedFaults, [
      ...health.flatMap(({ findings }) => findings),
      ...failures.called.map(({ assetId }) => ({ assetId, rule: 'failureRisk' })),
    ]);
    narrator.say(comparisonText(planted));

    await begin(run, 'Forecast tomorrow');
    const { availability } = failures;
    const forecast = await forecastPortfolio({ scenario, plant, history, availability, dayStartMs: endMs, run });

    await begin(run, 'Plan what to sell');
    const contract = plant.portfolio.agreements.find(({ kind }) => kind === 'sale')!;
    const { portfolioId } = plant.portfolio;
    const plan = forecast.portfolio.ok
      ? sell({
          portfolioId,
          forecast: forecast.portfolio.value,
          contract,
          history: prices,
          timeZone: scenario.timeZone,
          run,
        })
      : undefined;

    await begin(run, `Settle ${period}`);
    const ledger = keep(await openLedger(plant, run));
    const settled = await settleMonth(
      ledger,
      plant,
      {
        period,
        timeZone: scenario.timeZone,
        startMs,
        endMs,
        meters: meterPoints(plant),
        prices: [prices],
        given: await leaseGiven(plant.store, { startMs, endMs, prices, signal }),
      },
      run,
    );

    await begin(run, 'Prove it to a stranger, audit the journal');
    const proven = await prove(ledger, settled, 'farm', run);

    await begin(run, 'In short');
    await writeReport(
      seededReport({
        scenario,
        plant,
        history,
        health,
        failures,
        planted,
        forecast,
        plan,
        settled: settled.result,
        proven,
      }),
      plant.portfolio,
      run,
    );
  });
}

async function assess(scenario: SeededScenario, { portfolio }: Plant, history: History): Promise<SiteHealth[]> {
  const health: SiteHealth[] = [];
  for (const { id: siteId, timeZone } of portfolio.sites) {
    const inverters = assetsOfKind(portfolio.assets, 'inverter').filter((asset) => asset.siteId === siteId);
    const pv = assetsOfKind(portfolio.assets, 'pvSystem').find((asset) => asset.siteId === siteId)!;
    const site = await assessSite({
      siteId,
      timeZone,
      units: inverters.map(({ id, nameplate }) => ({
        assetId: id,
        series: history.get(id)!,
        dcCapacityW: nameplate.dcCapacityW,
      })),
      weather: scenario.weather.get(siteId)!,
      dcCapacityW: pv.nameplate.dcCapacityW,
      temperatureCoefficientPerC: pv.nameplate.arrays[0]!.temperatureCoefficientPerC,
      price: unitPrice('200.00', 'MWh', 'BRL'),
    });
    health.push(site);
  }
  return health;
}

function meterPoints({ portfolio }: Plant) {
  return assetsOfKind(portfolio.assets, 'meter').map(({ id, nameplate }) => ({
    meterId: id,
    point: nameplate.measures === 'load' ? 'energyImportedWh' : 'energyExportedWh',
  }));
}
