import type { CapacityForecast, Finding, LineItem } from '@usina/core';
import { formatMoney } from '@usina/core/money';
import { describeEvidence } from '../cli/narrator.ts';
import type { SiteHealth } from '../steps/assessSite.ts';
import { barChart } from './barChart.ts';
import type { Section } from './reportPage.ts';
import { timeChart } from './timeChart.ts';

/** Machines beside their peers, and everything that was found. */
export function healthSection(health: readonly SiteHealth[]): Section {
  const figures = health.flatMap(({ siteId, ranking, findings }) => {
    if (!ranking.ok) return [];
    const weak = new Set(findings.filter(({ rule }) => rule === 'underperformance').map(({ assetId }) => assetId));
    return barChart({
      title: `Inverters of ${siteId} beside their peers`,
      unit: 'median of power ÷ median of all, in the sun',
      base: 1,
      bars: ranking.value.map(({ assetId, ratio }) => ({
        label: assetId,
        value: ratio,
        text: ratio.toFixed(3),
        alert: weak.has(assetId),
      })),
    });
  });
  const findings = health.flatMap((site) => site.findings);
  const evidence = health.flatMap(({ ranking }) => (ranking.ok ? [describeEvidence(ranking.evidence)] : []));
  return {
    heading: 'Health of the machines',
    text: [
      `${findings.length} findings. A unit below its peers loses energy that nobody misses; an outage loses it all.`,
      ...health.map(({ siteId, performance }) =>
        performance.ok
          ? `${siteId}: performance ratio ${performance.value.ratio.toFixed(3)} (IEC 61724-1).`
          : `${siteId}: performance ratio: insufficient data. ${performance.message}`,
      ),
    ],
    figures,
    table: {
      head: ['Machine', 'Finding', 'Size', 'Lost', 'What to do'],
      numeric: [2, 3],
      rows: findings.slice(0, 40).map(findingRow),
    },
    evidence: evidence[0] ?? '',
  };
}

function findingRow({ assetId, rule, magnitude, lossWh, action }: Finding): string[] {
  return [
    assetId,
    rule,
    `${magnitude.value.toPrecision(3)} ${magnitude.unit}`,
    lossWh === undefined ? '' : `${(lossWh / 1000).toFixed(0)} kWh`,
    action,
  ];
}

/** The energy of each unit by power and by counter, and why they differ. */
export function energySection(health: readonly SiteHealth[]): Section {
  const rows = health.flatMap(({ energies }) =>
    energies.flatMap(({ assetId, result }) =>
      result.ok
        ? [
            [
              assetId,
              ...[result.value.powerWh, result.value.counterWh, result.value.gapWh].map((wh) => (wh / 1000).toFixed(1)),
              `${(100 * result.value.difference).toFixed(2)} %`,
              `${(100 * (result.evidence.coverage ?? 0)).toFixed(1)} %`,
            ],
          ]
        : [[assetId, '', '', '', result.reason, '']],
    ),
  );
  return {
    heading: 'Energy by two ways',
    text: [
      'Power knows only the time with rows. The counter went on while a machine was silent: that part stands under "in gaps" and explains the difference.',
    ],
    table: {
      head: ['Machine', 'From power (kWh)', 'From counter (kWh)', 'In gaps (kWh)', 'Difference', 'Coverage'],
      numeric: [1, 2, 3, 4, 5],
      rows,
    },
  };
}

/** Quantiles of tomorrow as a fan. */
export function fanChart(forecast: CapacityForecast, timeZone: string, title: string): string {
  const at = (level: number) => forecast.quantilesW[forecast.levels.indexOf(level)] ?? forecast.meanW;
  return timeChart({
    title,
    unit: 'W, mean of the interval',
    startMs: forecast.startMs,
    stepMs: forecast.stepMs,
    timeZone,
    bands: [
      { name: '9 of 10 days', low: at(0.05), high: at(0.95) },
      { name: 'half of the days', low: at(0.25), high: at(0.75) },
    ],
    lines: [{ name: 'median', color: 1, values: at(0.5) }],
  });
}

/** What every line of the month brings to or takes from one party. */
export function cashSection(
  items: readonly LineItem[],
  partyId: string,
  root: string,
  unsettled: readonly { agreementId: string; message: string }[],
): Section {
  const flows = items
    .filter(({ debtorId, creditorId }) => debtorId === partyId || creditorId === partyId)
    .map(({ amount, creditorId, description, agreementId }) => ({
      label: agreementId,
      description,
      value: (creditorId === partyId ? 1 : -1) * (Number(amount.minor) / 100),
      text: formatMoney(creditorId === partyId ? amount : { ...amount, minor: -amount.minor }, 'pt-BR'),
    }));
  return {
    heading: 'The month, settled',
    text: [
      `${items.length} line items, each with all inputs to compute it again, under one Merkle root.`,
      ...unsettled.map(({ agreementId, message }) => `${agreementId}: not settled. ${message}`),
    ],
    figures: flows.length === 0 ? [] : [barChart({ title: `Cash flow of ${partyId}`, unit: 'R$', bars: flows })],
    table: {
      head: ['Agreement', 'Debtor', 'Creditor', 'What', 'Amount'],
      numeric: [4],
      rows: items.map(({ agreementId, debtorId, creditorId, description, amount }) => [
        agreementId,
        debtorId,
        creditorId,
        description,
        formatMoney(amount, 'pt-BR'),
      ]),
    },
    evidence: `settlement root ${root}`,
  };
}
