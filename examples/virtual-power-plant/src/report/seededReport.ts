import { formatMoney } from '@usina/core/money';
import type { SettleResult } from '@usina/ledger/journal';
import type { SalePlan } from '@usina/market/planning';
import { describeEvidence } from '../cli/narrator.ts';
import type { Plant } from '../plant/openPlant.ts';
import type { SeededScenario } from '../seeded/seededScenario.ts';
import type { SiteHealth } from '../steps/assessSite.ts';
import type { Failures } from '../steps/failures.ts';
import type { PortfolioForecast } from '../steps/forecastPortfolio.ts';
import type { Proven } from '../steps/prove.ts';
import type { History } from '../steps/stream.ts';
import type { ReportPage, Section } from './reportPage.ts';
import { cashSection, energySection, fanChart, healthSection } from './sections.ts';
import { timeChart } from './timeChart.ts';

export interface SeededResults {
  scenario: SeededScenario;
  plant: Plant;
  history: History;
  health: SiteHealth[];
  failures: Failures;
  forecast: PortfolioForecast;
  plan: SalePlan | undefined;
  settled: SettleResult;
  proven: Proven;
}

export function seededReport(results: SeededResults): ReportPage {
  const { scenario, health, failures, forecast, plan, settled, proven } = results;
  const findings = health.flatMap((site) => site.findings);
  const operator = settled.statements.get('operator');
  const tomorrow = forecast.portfolio;
  return {
    title: scenario.title,
    lead: scenario.lead,
    notices: scenario.notices,
    summary: {
      head: ['Question', 'Answer'],
      rows: [
        ['What was delivered?', `${(deliveredWh(results) / 1e6).toFixed(2)} MWh by the revenue meters`],
        [
          'What is wrong?',
          `${findings.length} findings: ${[...new Set(findings.map(({ assetId }) => assetId))].join(', ')}`,
        ],
        [
          'What fails next?',
          failures.risks[0]
            ? `${failures.risks[0].assetId}: ${failures.risks[0].component}, ${(100 * failures.risks[0].probability).toFixed(0)} %`
            : 'insufficient data',
        ],
        [
          'What can be delivered tomorrow?',
          tomorrow.ok ? `${(forecast.availableWh / 1e6).toFixed(2)} MWh expected` : 'insufficient data',
        ],
        ['What is for sale?', plan ? `${(sum(plan.offeredWh) / 1e6).toFixed(2)} MWh beyond the contract` : 'nothing'],
        [
          'Who is owed what?',
          operator
            ? `${settled.settlement.lineItems.length} lines; operator ${formatMoney(operator.total, 'pt-BR')}`
            : 'nothing settled',
        ],
        [
          'Can a stranger check it?',
          proven.statementOk && proven.tamperedRefused && proven.audit.ok
            ? `yes: root ${proven.root.slice(0, 14)}…`
            : 'NO',
        ],
      ],
    },
    sections: [
      powerSection(results),
      healthSection(health),
      energySection(health),
      riskSection(failures),
      forecastSection(results),
      cashSection(settled.settlement.lineItems, 'operator', settled.settlement.root, settled.settlement.unsettled),
    ],
  };
}

/** Measured power of the last days beside what the weather forecast of the day before made one expect. */
function powerSection({ scenario, plant, history }: SeededResults): Section {
  const steps = (7 * 86_400_000) / scenario.stepMs;
  const from = scenario.length - 1 - steps;
  const total = new Float64Array(steps);
  for (const { id } of plant.portfolio.sites) {
    const column = history.get(`${id}-meter`)!.columns.acPowerW!;
    for (let i = 0; i < steps; i += 1) total[i]! += column[from + i]!;
  }
  return {
    heading: 'Power against expectation',
    text: [
      'The last week of the month. Expected is what the peers of each inverter make of it: the gap is what planted faults took.',
    ],
    figures: [
      timeChart({
        title: 'Portfolio power',
        unit: 'W, positive is delivery',
        startMs: scenario.startMs + from * scenario.stepMs,
        stepMs: scenario.stepMs,
        timeZone: scenario.timeZone,
        lines: [
          { name: 'measured by the revenue meters', color: 1, values: total },
          {
            name: 'expected: median inverter of each site × its size',
            color: 2,
            values: expectedPower({ scenario, plant, history }, from, steps),
            dashed: true,
          },
        ],
      }),
    ],
  };
}

function expectedPower(
  { plant, history }: Pick<SeededResults, 'scenario' | 'plant' | 'history'>,
  from: number,
  steps: number,
): Float64Array {
  const total = new Float64Array(steps);
  for (const { id } of plant.portfolio.sites) {
    const columns = plant.portfolio.assets
      .filter((asset) => asset.siteId === id && asset.kind === 'inverter')
      .map((asset) => history.get(asset.id)!.columns.acPowerW!);
    for (let i = 0; i < steps; i += 1) {
      const values = columns
        .map((column) => column[from + i]!)
        .filter((value) => !Number.isNaN(value))
        .sort((a, b) => a - b);
      total[i]! += (values[values.length >> 1] ?? 0) * columns.length;
    }
  }
  return total;
}

function riskSection({ predictor, risks }: Failures): Section {
  const quality = predictor.ok
    ? predictor.value.components.map(
        ({ component, score }) =>
          `${component}: ROC-AUC ${score.rocAuc.toFixed(3)}, PR-AUC ${score.prAuc.toFixed(3)} on time held back`,
      )
    : [predictor.message];
  return {
    heading: 'What fails next',
    text: quality,
    table: {
      head: ['Machine', 'Component', 'Probability in 72 h', 'Speaks for it'],
      numeric: [2],
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
    evidence: describeEvidence(predictor.evidence),
  };
}

function forecastSection({ scenario, forecast, plan }: SeededResults): Section {
  const { portfolio, sites } = forecast;
  const charts = portfolio.ok
    ? [fanChart(portfolio.value, scenario.timeZone, 'Portfolio tomorrow, expected outages taken off')]
    : [];
  return {
    heading: 'Tomorrow, and what is for sale',
    text: [
      portfolio.ok ? `Expected ${(forecast.availableWh / 1e6).toFixed(3)} MWh.` : portfolio.message,
      ...(plan ? [plan.because] : []),
    ],
    figures: [
      ...charts,
      ...sites.flatMap(({ siteId, forecast: site }) =>
        site.ok ? [fanChart(site.value, scenario.timeZone, `${siteId} tomorrow`)] : [],
      ),
    ],
    evidence: describeEvidence(portfolio.evidence),
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
