import type { Finding, PriceSeries } from '@usina/core';
import { localDateOf, monthRange } from '@usina/core/time';
import type { Journal } from '@usina/ledger/journal';
import { closeAfter } from './cli/opened.ts';
import type { Recorded } from './data/readRecorded.ts';
import type { RecordedScenario } from './data/recordedScenario.ts';
import { openPlant, type Plant } from './plant/openPlant.ts';
import { begin, type Run, unlessStopped } from './Run.ts';
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
export function runRecorded({ scenario, prices }: Recorded, run: Run): Promise<void> {
  const { narrator } = run;
  return closeAfter(async ({ keep }) => {
    await begin(run, 'Start the machines, connect and discover');
    const plant = keep(await openPlant(scenario, run));
    await unlessStopped(run, discover(plant, run));

    await begin(run, 'Stream, window and store every stamp on a lock-step clock');
    const history = await stream(scenario, plant, run);

    await begin(run, 'Look for faults');
    const health = await assess(scenario, history);
    tellHealth(narrator, health);

    await begin(run, 'Foresee failures');
    const telemetry = scenario.inverters.map(({ assetId }) => ({ assetId, series: history.get(assetId)! }));
    const recorded = { telemetry, events: [] };
    const failures = await foreseeFailures({
      learnFrom: recorded,
      live: recorded,
      atMs: endMsOf(scenario),
      timeZone: scenario.timeZone,
      run,
    });

    await begin(run, 'Forecast, from the past only');
    const forecast = await forecastRecorded({ scenario, history, run });

    await begin(run, 'Plan what to sell');
    const { portfolioId } = plant.portfolio;
    const { tomorrow } = forecast;
    const plan =
      tomorrow.ok && prices
        ? sell({ portfolioId, forecast: tomorrow.value, history: prices, timeZone: scenario.timeZone, run })
        : undefined;
    if (!prices) narrator.say('No --prices FILE was given: nothing is valued.');
    else if (!tomorrow.ok) narrator.say('No forecast: nothing is offered.');

    await begin(run, 'Settle the months that the record touches');
    const ledger = keep(await openLedger(plant, run));
    const settled = await settleMonths({ scenario, plant, ledger, prices, findings: health.findings, run });

    await begin(run, 'Prove it to a stranger, audit the journal');
    const proven = await prove(ledger, settled[0]!.settled, 'owner', run);

    await begin(run, 'In short');
    await writeReport(
      recordedReport({ scenario, health, failures, forecast, plan, settled, proven }),
      plant.portfolio,
      run,
    );
  });
}

async function settleMonths(options: {
  scenario: RecordedScenario;
  plant: Plant;
  ledger: Journal;
  prices: PriceSeries | undefined;
  findings: readonly Finding[];
  run: Run;
}): Promise<SettledMonth[]> {
  const { scenario, plant, ledger, prices, findings, run } = options;
  const { timeZone, inverters } = scenario;
  const settled: SettledMonth[] = [];
  for (const period of periodsOf(scenario)) {
    const range = monthRange(period, timeZone);
    const month = {
      period,
      timeZone,
      startMs: Math.max(range.startMs, scenario.startMs),
      endMs: Math.min(range.endMs, endMsOf(scenario)),
      meters: inverters.map(({ assetId }) => ({ meterId: assetId, point: 'energyWh' })),
      prices: prices ? [prices] : [],
      findings,
    };
    settled.push({ period, settled: await settleMonth(ledger, plant, month, run) });
  }
  return settled;
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
    return { assetId, series, dcCapacityW: scenario.inverterDcCapacityW.get(assetId) };
  });
  const { siteId, timeZone, dcCapacityW, temperatureCoefficientPerC } = scenario;
  const weather = scenario.weather.get(siteId)!;
  return assessSite({ siteId, timeZone, units, weather, dcCapacityW, temperatureCoefficientPerC, price: undefined });
}

function periodsOf({ startMs, length, stepMs, timeZone }: RecordedScenario): string[] {
  const lastMs = startMs + (length - 1) * stepMs;
  const months = new Set<string>();
  for (let ms = startMs; ms < lastMs; ms += dayMs) months.add(localDateOf(ms, timeZone).slice(0, 7));
  months.add(localDateOf(lastMs, timeZone).slice(0, 7));
  return [...months];
}
