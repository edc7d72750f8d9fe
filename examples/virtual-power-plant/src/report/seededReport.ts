import type { SettleResult } from '@usina/ledger/journal';
import type { SalePlan } from '@usina/market/planning';
import { describeEvidence } from '../cli/narrator.ts';
import { amountText } from '../cli/wording.ts';
import type { Plant } from '../plant/openPlant.ts';
import { comparisonText, type PlantedComparison } from '../seeded/comparePlanted.ts';
import { period, type SeededScenario } from '../seeded/seededScenario.ts';
import type { SiteHealth } from '../steps/assessSite.ts';
import type { Failures } from '../steps/failures.ts';
import type { PortfolioForecast } from '../steps/forecastPortfolio.ts';
import { isProven, type Proven } from '../steps/prove.ts';
import type { History } from '../steps/stream.ts';
import { cashSection } from './cashSection.ts';
import { fanChart } from './fanChart.ts';
import { energySection, healthSection } from './healthSection.ts';
import { medianOf, outageChart } from './outageChart.ts';
import type { ReportPage, Section } from './reportPage.ts';
import { timeChart } from './timeChart.ts';

export interface SeededResults {
  scenario: SeededScenario;
  plant: Plant;
  history: History;
  health: SiteHealth[];
  failures: Failures;
  planted: PlantedComparison;
  forecast: PortfolioForecast;
  plan: SalePlan | undefined;
  settled: SettleResult;
  proven: Proven;
}

export function seededReport(results: SeededResults): ReportPage {
  const { scenario, health, failures, planted, settled } = results;
  const { title, lead, notices } = scenario;
  const faults = healthSection(health, outageChart(health));
  return {
    title,
    lead,
    notices,
    summary: { head: ['Question', 'Answer'], wide: [0, 1], rows: answers(results) },
    sections: [
      powerSection(results),
      { ...faults, text: [comparisonText(planted), ...faults.text] },
      energySection(health),
      riskSection(failures, scenario.timeZone),
      forecastSection(results),
      cashSection({
        heading: `${period}, settled`,
        labels: ['Simulated'],
        partyId: 'operator',
        settlements: [settled.settlement],
      }),
    ],
  };
}

function answers(results: SeededResults): string[][] {
  const { health, failures, forecast, plan, settled, proven } = results;
  const findings = health.flatMap((site) => site.findings);
  const operator = settled.statements.get('operator');
  const [next] = failures.called;
  return [
    ['What was delivered?', `${(deliveredWh(results) / 1e6).toFixed(2)} MWh by the revenue meters`],
    [
      'What is wrong?',
      `${findings.length} findings: ${[...new Set(findings.map(({ assetId }) => assetId))].join(', ')}`,
    ],
    [
      'What fails next?',
      next
        ? `${next.assetId}: ${next.component}, ${(100 * next.probability).toFixed(0)} % in 72 h`
        : 'nothing is called',
    ],
    [
      'What can be delivered tomorrow?',
      forecast.portfolio.ok ? `${(forecast.availableWh / 1e6).toFixed(2)} MWh expected` : 'insufficient data',
    ],
    ['What is for sale?', plan ? `${(sum(plan.offeredWh) / 1e6).toFixed(2)} MWh beyond the contract` : 'nothing'],
    [
      'Who is owed what?',
      operator
        ? `${settled.settlement.lineItems.length} lines; operator ${amountText(operator.total)}`
        : 'nothing settled',
    ],
    ['Can a stranger check it?', isProven(proven) ? `yes: root ${proven.root.slice(0, 14)}…` : 'NO'],
  ];
}

/** Power at the revenue meters in the third week, in which a machine is silent and another trips. */
function powerSection({ scenario, plant, history }: SeededResults): Section {
  const perDay = 86_400_000 / scenario.stepMs;
  const [from, to] = [14 * perDay, 21 * perDay];
  const measured = new Float64Array(to - from);
  const expected = new Float64Array(to - from);
  for (const { id } of plant.portfolio.sites) {
    const meter = history.get(`${id}-meter`)!.columns.acPowerW!;
    const inverters = plant.portfolio.assets
      .filter((asset) => asset.siteId === id && asset.kind === 'inverter')
      .map((asset) => history.get(asset.id)!);
    const median = medianOf(inverters, from, to);
    for (let i = 0; i < measured.length; i += 1) {
      measured[i]! += meter[from + i]!;
      expected[i]! += median[i]! * inverters.length;
    }
  }
  return {
    heading: 'Power against expectation',
    text: [
      'The third week of the month. Expected is the median inverter of each site times their number: what lies between the lines is what the planted faults took, and the wiring.',
    ],
    figures: [
      timeChart({
        title: 'Power of the portfolio',
        unit: 'W',
        note: 'positive is delivery',
        startMs: scenario.startMs + from * scenario.stepMs,
        stepMs: scenario.stepMs,
        timeZone: scenario.timeZone,
        lines: [
          { name: 'expected: median inverter of each site × their number', color: 2, values: expected, dashed: true },
          { name: 'measured by the revenue meters', color: 1, values: measured },
        ],
      }),
    ],
  };
}

function riskSection({ predictor, risks }: Failures, timeZone: string): Section {
  const quality = predictor.ok
    ? predictor.value.components.map(
        ({ component, score, threshold }) =>
          `${component}: ROC-AUC ${score.rocAuc.toFixed(3)}, PR-AUC ${score.prAuc.toFixed(3)} on time held back; a failure is called from ${(100 * threshold).toFixed(0)} % on.`,
      )
    : [predictor.message];
  return {
    heading: 'What fails next',
    text: quality,
    tables: [
      {
        head: ['Machine', 'Component', 'Probability in 72 h', 'Speaks for it'],
        numeric: [2],
        wide: [3],
        rows: risks.slice(0, 8).map(({ assetId, component, probability, reasons }) => [
          assetId,
          component,
          `${(100 * probability).toFixed(1)} %`,
          reasons
            .slice(0, 2)
            .map(({ feature }) => feature)
            .join(', '),
        ]),
      },
    ],
    evidence: describeEvidence(predictor.evidence, timeZone),
  };
}

function forecastSection({ scenario: { timeZone }, forecast, plan }: SeededResults): Section {
  const { portfolio, sites } = forecast;
  const charts = portfolio.ok
    ? [fanChart({ title: 'Portfolio tomorrow, expected outages taken off', forecast: portfolio.value, timeZone, plan })]
    : [];
  return {
    heading: 'Tomorrow, and what is for sale',
    text: [
      portfolio.ok
        ? `Expected ${(forecast.availableWh / 1e6).toFixed(3)} MWh, ${((forecast.wholeWh - forecast.availableWh) / 1000).toFixed(0)} kWh of expected outages taken off.`
        : portfolio.message,
      ...(plan ? [plan.because] : []),
    ],
    figures: [
      ...charts,
      ...sites.flatMap(({ siteId, forecast: site }) =>
        site.ok ? [fanChart({ title: `${siteId} tomorrow`, forecast: site.value, timeZone })] : [],
      ),
    ],
    evidence: describeEvidence(portfolio.evidence, timeZone),
  };
}

function deliveredWh({ plant, history }: SeededResults): number {
  return plant.portfolio.sites.reduce((total, { id }) => {
    const register = history.get(`${id}-meter`)!.columns.energyExportedWh!;
    return total + register.at(-1)! - register[0]!;
  }, 0);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
