import { assetsOfKind, type PriceSeries } from '@usina/core';
import { unitPrice } from '@usina/core/money';
import { monthRange } from '@usina/core/time';
import type { Journal } from '@usina/ledger/journal';
import { openPlant, type Plant } from './plant/openPlant.ts';
import { readPrices } from './plant/readPrices.ts';
import type { Run } from './Run.ts';
import { seededReport } from './report/seededReport.ts';
import { writeReport } from './report/writeReport.ts';
import { failureHistory } from './seeded/failureHistory.ts';
import { plantedFaults } from './seeded/plantedFaults.ts';
import { period, type SeededScenario, seededScenario } from './seeded/seededScenario.ts';
import { assessSite } from './steps/assessSite.ts';
import { foreseeFailures } from './steps/failures.ts';
import { forecastPortfolio } from './steps/forecastPortfolio.ts';
import { leadMs } from './steps/forecastSite.ts';
import { prove } from './steps/prove.ts';
import { sell } from './steps/sell.ts';
import { openLedger, settleMonth } from './steps/settle.ts';
import { discover, type History, stream } from './steps/stream.ts';
import { tellHealth } from './steps/tellHealth.ts';

/** The seeded portfolio, end to end. */
export async function runSeeded(run: Run): Promise<void> {
  const { narrator, options } = run;
  const scenario = seededScenario(options.seed);
  const { startMs, endMs } = monthRange(period, scenario.timeZone);
  const prices =
    options.prices === undefined
      ? scenario.prices
      : await readPrices({ path: options.prices, submarket: 'SUDESTE', startMs, endMs });
  narrator.title(`${scenario.title}: ${scenario.lead}`);
  for (const notice of scenario.notices) narrator.say(notice);
  narrator.step('Start the machines, connect and discover');
  const plant = await openPlant(scenario, run);
  let ledger: Journal | undefined;
  try {
    await discover(plant, run);
    narrator.step('Stream, window and store a month on a lock-step clock');
    const history = await stream(scenario, plant, run);

    narrator.step('Look for faults');
    const health = assess(scenario, plant, history);
    for (const site of health) tellHealth(narrator, site);
    narrator.say(`Planted were: ${plantedFaults.map(({ assetId, what }) => `${assetId} ${what}`).join('; ')}`);

    narrator.step('Foresee failures');
    const issuedAtMs = endMs - leadMs;
    const live = plant.portfolio.assets
      .filter(({ kind }) => kind === 'inverter')
      .map(({ id, siteId }) => ({ assetId: id, group: siteId, series: history.get(id)! }));
    const failures = await foreseeFailures({
      learnFrom: failureHistory(startMs, options.seed),
      live: { telemetry: live, events: [] },
      atMs: issuedAtMs,
      run,
    });

    narrator.step('Forecast tomorrow');
    const forecast = await forecastPortfolio({
      scenario,
      plant,
      history,
      availability: failures.availability,
      dayStartMs: endMs,
      run,
    });

    narrator.step('Plan what to sell');
    const contract = plant.portfolio.agreements.find(({ kind }) => kind === 'sale')!;
    const plan = forecast.portfolio.ok
      ? sell({
          portfolioId: plant.portfolio.portfolioId,
          forecast: forecast.portfolio.value,
          contract,
          history: prices,
          run,
        })
      : undefined;

    narrator.step(`Settle ${period}`);
    ledger = await openLedger(plant, run);
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
        given: await leaseGiven(plant, startMs, endMs, prices),
      },
      run,
    );

    narrator.step('Prove it to a stranger, audit the journal');
    const proven = await prove(
      ledger,
      settled,
      { meterId: 'uberaba-meter', point: 'energyExportedWh', startMs: startMs + 12 * 3_600_000 },
      'farm',
      run,
    );

    narrator.step('In short');
    await writeReport(
      seededReport({ scenario, plant, history, health, failures, forecast, plan, settled, proven }),
      plant.portfolio,
      run,
    );
  } finally {
    await ledger?.close();
    await plant.close();
  }
}

function assess(scenario: SeededScenario, { portfolio }: Plant, history: History) {
  return portfolio.sites.map(({ id: siteId }) => {
    const inverters = assetsOfKind(portfolio.assets, 'inverter').filter((asset) => asset.siteId === siteId);
    const pv = assetsOfKind(portfolio.assets, 'pvSystem').find((asset) => asset.siteId === siteId)!;
    return assessSite({
      siteId,
      units: inverters.map(({ id, nameplate }) => ({
        assetId: id,
        series: history.get(id)!,
        dcCapacityW: nameplate.dcCapacityW,
      })),
      weather: scenario.weather.get(siteId)!,
      dcCapacityW: pv.nameplate.dcCapacityW,
      price: unitPrice('200.00', 'MWh', 'BRL'),
    });
  });
}

function meterPoints({ portfolio }: Plant) {
  return assetsOfKind(portfolio.assets, 'meter').map(({ id, nameplate }) => ({
    meterId: id,
    point: nameplate.measures === 'load' ? 'energyImportedWh' : 'energyExportedWh',
  }));
}

/** The roof's rent follows its revenue: what its meter delivered at the price of each hour. */
async function leaseGiven({ store }: Plant, startMs: number, endMs: number, prices: PriceSeries) {
  const energy = await store.range({
    assetId: 'embu-meter',
    points: ['energyExportedWh'],
    startMs,
    endMs,
    stepMs: prices.stepMs,
  });
  const microsWh = energy.columns.energyExportedWh.reduce(
    (sum, wattHours, i) => sum + BigInt(Math.round(wattHours || 0)) * (prices.micros[i] ?? 0n),
    0n,
  );
  const centavos = microsWh / 10_000_000_000n;
  return { 'lease-embu': { plantRevenue: `${centavos / 100n}.${String(centavos % 100n).padStart(2, '0')}` } };
}
