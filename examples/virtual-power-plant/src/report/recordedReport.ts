import type { Evidenced } from '@usina/core';
import { formatMoney, type Money } from '@usina/core/money';
import type { SettleResult } from '@usina/ledger/journal';
import type { SalePlan } from '@usina/market/planning';
import { describeEvidence } from '../cli/narrator.ts';
import type { RecordedScenario } from '../data/recordedScenario.ts';
import type { SiteHealth } from '../steps/assessSite.ts';
import type { Failures } from '../steps/failures.ts';
import type { RecordedForecast } from '../steps/forecastRecorded.ts';
import type { HeldBackScore } from '../steps/forecastSite.ts';
import type { Proven } from '../steps/prove.ts';
import type { History } from '../steps/stream.ts';
import type { ReportPage, Section } from './reportPage.ts';
import { cashSection, energySection, fanChart, healthSection } from './sections.ts';
import { timeChart } from './timeChart.ts';

export interface SettledMonth {
  period: string;
  result: SettleResult;
}

export interface RecordedResults {
  scenario: RecordedScenario;
  notes: string[];
  history: History;
  health: SiteHealth;
  failures: Failures;
  forecast: RecordedForecast;
  plan: SalePlan | undefined;
  settled: SettledMonth[];
  proven: Proven;
}

export function recordedReport({
  scenario,
  notes,
  health,
  failures,
  forecast,
  plan,
  settled,
  proven,
}: RecordedResults): ReportPage {
  const weakest = health.ranking.ok ? health.ranking.value[0] : undefined;
  const items = settled.flatMap(({ result }) => result.settlement.lineItems);
  const total = items.reduce<Money | undefined>(
    (sum, { amount }) => ({ minor: (sum?.minor ?? 0n) + amount.minor, currency: amount.currency }),
    undefined,
  );
  const { tomorrow } = forecast;
  return {
    title: scenario.title,
    lead: scenario.lead,
    notices: [...scenario.notices, ...notes],
    summary: {
      head: ['Question', 'Answer'],
      rows: [
        ['What is wrong?', `${health.findings.length} findings`],
        [
          'Which unit is weakest?',
          weakest ? `${weakest.assetId} at ${weakest.ratio.toFixed(3)} of its peers` : 'insufficient data',
        ],
        [
          'How well does it perform?',
          health.performance.ok
            ? `performance ratio ${health.performance.value.ratio.toFixed(3)}`
            : 'insufficient data: no nameplate',
        ],
        [
          'What fails next?',
          failures.risks[0] ? failures.risks[0].assetId : 'insufficient data: no failures are recorded',
        ],
        [
          'What comes tomorrow?',
          tomorrow.ok
            ? `${((tomorrow.value.meanW.reduce((sum, watts) => sum + watts, 0) * (tomorrow.value.stepMs / 3.6e9)) / 1000).toFixed(1)} MWh expected, from the past only`
            : 'insufficient data',
        ],
        [
          'What is for sale?',
          plan
            ? `${(plan.offeredWh.reduce((sum, wh) => sum + wh, 0) / 1e6).toFixed(1)} MWh at hypothetical prices`
            : 'not valued',
        ],
        ['What would it have brought?', total ? `${formatMoney(total, 'pt-BR')}, hypothetical` : 'not valued'],
        ['Can a stranger check it?', proven.tamperedRefused && proven.audit.ok ? 'yes' : 'NO'],
      ],
    },
    sections: [
      powerSection(scenario, forecast),
      healthSection([health]),
      energySection([health]),
      forecastSection(scenario, forecast, plan),
      ...settled.map(({ period, result }) => ({
        ...cashSection(result.settlement.lineItems, 'owner', result.settlement.root, result.settlement.unsettled),
        heading: `${period}, settled`,
      })),
    ],
  };
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
    figures: [
      timeChart({
        title: 'AC power of the plant',
        unit: 'W, positive is delivery',
        startMs: scenario.startMs,
        stepMs: scenario.stepMs,
        timeZone: scenario.timeZone,
        lines: [
          {
            name: 'expected from the sun',
            color: 2,
            values: sun.map((irradiance) => irradiance * response),
            dashed: true,
          },
          { name: 'measured', color: 1, values: measured },
        ],
      }),
    ],
  };
}

function forecastSection(
  scenario: RecordedScenario,
  { tomorrow, score, perfectWeather }: RecordedForecast,
  plan: SalePlan | undefined,
): Section {
  return {
    heading: 'Forecast from the past only',
    text: [
      'Each held-back day was foretold six hours before it began, with nothing that was known later.',
      ...(plan ? [plan.because] : []),
    ],
    figures: tomorrow.ok ? [fanChart(tomorrow.value, scenario.timeZone, 'The day after the record')] : [],
    table: {
      head: ['Held-back days', 'MAE', 'Persistence', 'Mean pinball loss'],
      numeric: [1, 2, 3],
      rows: [scoreRow('from the past only', score), scoreRow('perfect weather: not a forecast', perfectWeather)],
    },
    evidence: describeEvidence(tomorrow.evidence),
  };
}

function scoreRow(name: string, score: Evidenced<HeldBackScore>): string[] {
  if (!score.ok) return [name, score.message, '', ''];
  const kw = (watts: number) => `${(watts / 1000).toFixed(0)} kW`;
  return [name, kw(score.value.maeW), kw(score.value.persistenceMaeW), kw(score.value.pinballW)];
}
