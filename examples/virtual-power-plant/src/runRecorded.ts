import type { PriceSeries } from '@usina/core';
import { localDateOf, monthRange } from '@usina/core/time';
import type { Journal } from '@usina/ledger/journal';
import { mapPricesToWallClock } from '@usina/market/prices';
import { readPlantJson } from './data/plantJson.ts';
import { readPlantFolder } from './data/readPlantFolder.ts';
import { type RecordedScenario, recordedScenario } from './data/recordedScenario.ts';
import { openPlant } from './plant/openPlant.ts';
import { readPrices } from './plant/readPrices.ts';
import type { Run } from './Run.ts';
import { recordedReport, type SettledMonth } from './report/recordedReport.ts';
import { writeReport } from './report/writeReport.ts';
import { endMsOf } from './Scenario.ts';
import { assessSite } from './steps/assessSite.ts';
import { foreseeFailures } from './steps/failures.ts';
import { forecastRecorded } from './steps/forecastRecorded.ts';
import { prove } from './steps/prove.ts';
import { sell } from './steps/sell.ts';
import { openLedger, settleMonth } from './steps/settle.ts';
import { discover, type History, stream } from './steps/stream.ts';
import { tellHealth } from './steps/tellHealth.ts';

const dayMs = 86_400_000;

/** A recorded plant, end to end. */
export async function runRecorded(run: Run): Promise<void> {
  const { narrator, options } = run;
  const folder = options.data!;
  narrator.step(`Read ${folder}`);
  const plantJson = await readPlantJson(folder);
  const data = await readPlantFolder(folder);
  const scenario = recordedScenario({ data, plant: plantJson, priced: options.prices !== undefined });
  const prices = options.prices === undefined ? undefined : await pricesOf(scenario, options.prices);
  narrator.title(`${scenario.title}: ${scenario.lead}`);
  for (const notice of [...scenario.notices, ...(prices?.notes ?? [])]) narrator.say(notice);
  const rows = [...data.inverters.values()].reduce((sum, record) => sum + record.rows, 0);
  narrator.say(
    `${rows} rows of ${data.inverters.size} inverters, ${data.weather.rows} of the weather sensor; ${data.silentStamps} of ${data.length} stamps have no row at all`,
  );

  narrator.step('Start the machines, connect and discover');
  const plant = await openPlant(scenario, run);
  let ledger: Journal | undefined;
  try {
    await discover(plant, run);
    narrator.step('Stream, window and store every stamp on a lock-step clock');
    const history = await stream(scenario, plant, run);

    narrator.step('Look for faults');
    const health = assess(scenario, history);
    tellHealth(narrator, health);

    narrator.step('Foresee failures');
    const telemetry = scenario.inverters.map(({ assetId }) => ({ assetId, series: history.get(assetId)! }));
    const failures = await foreseeFailures({
      learnFrom: { telemetry, events: [] },
      live: { telemetry, events: [] },
      atMs: endMsOf(scenario),
      run,
    });

    narrator.step('Forecast, from the past only');
    const forecast = await forecastRecorded({ scenario, history, run });

    narrator.step('Plan what to sell');
    const plan =
      forecast.tomorrow.ok && prices
        ? sell({
            portfolioId: plant.portfolio.portfolioId,
            forecast: forecast.tomorrow.value,
            history: prices.value,
            run,
          })
        : undefined;
    if (!prices) narrator.say('No --prices FILE was given: nothing is valued.');

    narrator.step('Settle the months that the record touches');
    ledger = await openLedger(plant, run);
    const settled: SettledMonth[] = [];
    for (const period of periodsOf(scenario)) {
      const range = monthRange(period, scenario.timeZone);
      const startMs = Math.max(range.startMs, scenario.startMs);
      const endMs = Math.min(range.endMs, endMsOf(scenario));
      const meters = scenario.inverters.map(({ assetId }) => ({ meterId: assetId, point: 'energyWh' }));
      settled.push({
        period,
        result: await settleMonth(
          ledger,
          plant,
          { period, timeZone: scenario.timeZone, startMs, endMs, meters, prices: prices ? [prices.value] : [] },
          run,
        ),
      });
    }

    narrator.step('Prove it to a stranger, audit the journal');
    const noonMs = scenario.startMs + dayMs + dayMs / 2;
    const proven = await prove(
      ledger,
      settled[0]!.result,
      { meterId: scenario.inverters[0]!.assetId, point: 'energyWh', startMs: noonMs },
      'owner',
      run,
    );

    narrator.step('In short');
    await writeReport(
      recordedReport({
        scenario,
        notes: prices?.notes ?? [],
        history,
        health,
        failures,
        forecast,
        plan,
        settled,
        proven,
      }),
      plant.portfolio,
      run,
    );
  } finally {
    await ledger?.close();
    await plant.close();
  }
}

/** The unit check also hears what the files say of each day: SunSpec's inverter models have no register for it. */
function assess(scenario: RecordedScenario, history: History) {
  const units = scenario.inverters.map(({ assetId, columns }) => {
    const read = history.get(assetId)!;
    const energyTodayWh = columns.energyTodayWh!;
    const series = {
      ...read,
      columns: { ...read.columns, energyTodayWh },
      coverage: { ...read.coverage, energyTodayWh: energyTodayWh.map((value) => (Number.isNaN(value) ? 0 : 1)) },
    };
    return { assetId, series };
  });
  return assessSite({
    siteId: scenario.siteId,
    units,
    weather: scenario.weather.get(scenario.siteId)!,
    dcCapacityW: scenario.dcCapacityW,
    price: undefined,
  });
}

async function pricesOf(scenario: RecordedScenario, path: string): Promise<{ value: PriceSeries; notes: string[] }> {
  const margin = 2 * dayMs;
  const prices = await readPrices({
    path,
    submarket: 'SUDESTE',
    startMs: scenario.startMs - margin,
    endMs: endMsOf(scenario) + margin,
  });
  const mapped = mapPricesToWallClock({ prices, toTimeZone: scenario.timeZone });
  return { value: mapped.value, notes: [...(mapped.evidence.notes ?? [])] };
}

function periodsOf({ startMs, length, stepMs, timeZone }: RecordedScenario): string[] {
  const months = new Set<string>();
  for (let ms = startMs; ms < startMs + (length - 1) * stepMs; ms += dayMs)
    months.add(localDateOf(ms, timeZone).slice(0, 7));
  return [...months];
}
