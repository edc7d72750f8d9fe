import type { Evidenced } from '@usina/core';
import type { SalePlan } from '@usina/market/planning';
import { describeEvidence } from '../cli/narrator.ts';
import { amountText } from '../cli/wording.ts';
import type { RecordedScenario } from '../data/recordedScenario.ts';
import type { SiteHealth } from '../steps/assessSite.ts';
import type { Failures } from '../steps/failures.ts';
import type { RecordedForecast } from '../steps/forecastRecorded.ts';
import type { HeldBackScore } from '../steps/forecastSite.ts';
import { outageText } from '../steps/healthTexts.ts';
import { isProven, type Proven } from '../steps/prove.ts';
import type { Settled } from '../steps/settle.ts';
import { cashSection, netOf } from './cashSection.ts';
import { fanChart } from './fanChart.ts';
import { energySection, healthSection } from './healthSection.ts';
import { outageChart } from './outageChart.ts';
import { powerFigures } from './powerFigures.ts';
import type { ReportPage, Section } from './reportPage.ts';

export interface SettledMonth {
  period: string;
  settled: Settled;
}

export interface RecordedResults {
  scenario: RecordedScenario;
  health: SiteHealth;
  failures: Failures;
  forecast: RecordedForecast;
  plan: SalePlan | undefined;
  settled: SettledMonth[];
  proven: Proven;
}

export function recordedReport(results: RecordedResults): ReportPage {
  const { scenario, health, forecast, plan, settled } = results;
  const { title, lead, notices } = scenario;
  const labels = [...new Set(notices.map(({ label }) => label).filter((label) => /hypothetical|shadow/i.test(label)))];
  return {
    title,
    lead,
    notices,
    summary: { head: ['Question', 'Answer'], wide: [0, 1], rows: answers(results, labels) },
    sections: [
      powerSection(scenario, forecast),
      healthSection([health], outageChart([health])),
      energySection([health]),
      { ...forecastSection(scenario, forecast, plan), labels: plan ? labels : [] },
      cashSection({
        heading: 'What it would have brought',
        labels,
        partyId: 'owner',
        settlements: settled.map((month) => month.settled.result.settlement),
      }),
    ],
  };
}

function answers({ health, failures, forecast, plan, settled, proven }: RecordedResults, labels: string[]): string[][] {
  const kinds = Map.groupBy(health.findings, ({ rule }) => rule);
  const counts = [...kinds].map(([rule, group]) => [rule, new Set(group.map(({ assetId }) => assetId)).size] as const);
  const wrong = counts.map(([rule, machines]) => `${rule} at ${machines}`);
  const noun = counts.at(-1)?.[1] === 1 ? 'machine' : 'machines';
  const weakest = health.ranking.ok ? health.ranking.value[0] : undefined;
  const { tomorrow } = forecast;
  const revenue = netOf(
    settled.flatMap((month) => month.settled.result.settlement.lineItems),
    'owner',
  );
  const label = labels.join(', ').toLowerCase();
  return [
    ['What is wrong?', wrong.length === 0 ? 'nothing was found' : `${wrong.join(', ')} ${noun}`],
    ['What stood still?', outageText(health) ?? 'nothing'],
    [
      'Which unit is weakest?',
      weakest ? `${weakest.assetId}, ${weakest.ratio.toFixed(3)} of its peers` : 'insufficient data',
    ],
    [
      'How well does it perform?',
      health.performance.ok
        ? `performance ratio ${health.performance.value.ratio.toFixed(3)}`
        : `insufficient data: ${health.performance.message}`,
    ],
    [
      'What fails next?',
      failures.predictor.ok ? failures.risks[0]!.assetId : `insufficient data: ${failures.predictor.message}`,
    ],
    [
      'What comes tomorrow?',
      tomorrow.ok
        ? `${energyMwh(tomorrow.value.meanW, tomorrow.value.stepMs)} MWh expected, from the past only`
        : `insufficient data: ${tomorrow.message}`,
    ],
    [
      'What is for sale?',
      plan
        ? `${(plan.offeredWh.reduce((sum, wh) => sum + wh, 0) / 1e6).toFixed(1)} MWh (${label})`
        : 'nothing is valued',
    ],
    ['What would it have brought?', revenue ? `${amountText(revenue)} (${label})` : 'nothing is valued'],
    ['Can a stranger check it?', isProven(proven) ? 'yes' : 'NO'],
  ];
}

function energyMwh(powerW: Float64Array, stepMs: number): string {
  return ((powerW.reduce((sum, watts) => sum + watts, 0) * stepMs) / 3.6e12).toFixed(1);
}

/** Power of the whole plant beside what its usual response to the sun makes of the measured irradiance. */
function powerSection(scenario: RecordedScenario, { power }: RecordedForecast): Section {
  const sun = scenario.weather.get(scenario.siteId)!.columns.poaWm2!;
  const measured = power.columns.acPowerW;
  const ratios = [...measured]
    .map((watts, i) => (sun[i]! > 300 ? watts / sun[i]! : Number.NaN))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const response = ratios[ratios.length >> 1] ?? Number.NaN;
  return {
    heading: 'Power against expectation',
    text: [
      `Expected is the measured irradiance times the plant's median response (${(response / 1000).toFixed(2)} kW for each W/m²): no nameplate is needed for it. A gap is a stamp at which an inverter was silent.`,
    ],
    figures: powerFigures({
      startMs: scenario.startMs,
      stepMs: scenario.stepMs,
      timeZone: scenario.timeZone,
      measured,
      expected: sun.map((irradiance) => irradiance * response),
    }),
  };
}

function forecastSection(
  { timeZone }: RecordedScenario,
  { tomorrow, score, perfectWeather }: RecordedForecast,
  plan: SalePlan | undefined,
): Section {
  return {
    heading: 'Forecast from the past only',
    text: [
      'Each held-back day was foretold six hours before it began, with nothing that was known later. "Perfect weather" knows the irradiance of the day itself: it is no forecast and is scored apart.',
      ...(tomorrow.ok ? [] : [`The day after the record: insufficient data. ${tomorrow.message}`]),
      ...(plan ? [plan.because] : []),
    ],
    figures: tomorrow.ok
      ? [fanChart({ title: 'The day after the record', forecast: tomorrow.value, timeZone, plan })]
      : [],
    tables: [
      {
        head: ['Held-back days', 'MAE', 'Persistence', 'Mean pinball loss'],
        numeric: [1, 2, 3],
        wide: [0],
        rows: [scoreRow('from the past only', score), scoreRow('perfect weather: not a forecast', perfectWeather)],
      },
    ],
    evidence: describeEvidence(tomorrow.evidence, timeZone),
  };
}

function scoreRow(name: string, score: Evidenced<HeldBackScore>): string[] {
  if (!score.ok) return [`${name}: ${score.message}`, '', '', ''];
  const { maeW, persistenceMaeW, pinballW, meanPowerW } = score.value;
  const both = (watts: number) => `${(watts / 1000).toFixed(0)} kW, ${((100 * watts) / meanPowerW).toFixed(1)} %`;
  return [name, both(maeW), both(persistenceMaeW), both(pinballW)];
}
