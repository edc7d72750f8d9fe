import { describeEvidence } from '../cli/narrator.ts';
import type { SiteHealth } from '../steps/assessSite.ts';
import { groupFindings } from '../steps/groupFindings.ts';
import { energyText, outageText, performanceText, rankingText, unitTexts } from '../steps/healthTexts.ts';
import { outageDays, outageMachines } from '../steps/outages.ts';
import { barChart } from './barChart.ts';
import type { Section, Table } from './reportPage.ts';

/** Machines beside their peers, and everything that was found. */
export function healthSection(health: readonly SiteHealth[], figures: readonly string[]): Section {
  const groups = groupFindings(health.flatMap((site) => site.findings));
  const told = (site: SiteHealth) => [rankingText(site), ...unitTexts(site), outageText(site), performanceText(site)];
  const first = health.find(({ ranking }) => ranking.ok);
  return {
    heading: 'Health of the machines',
    text: health.flatMap((site) =>
      told(site).flatMap((text) => (text === undefined ? [] : [health.length > 1 ? `${site.siteId}: ${text}` : text])),
    ),
    figures: [...health.flatMap(rankingChart), ...figures],
    entries: groups.map(({ rule, machines, size, lost, action }) => ({
      name: rule,
      detail: `${size}${lost && `; about ${lost} not delivered`}`,
      text: action,
      names: machines,
    })),
    tables: health.flatMap(outageTables),
    evidence: first ? describeEvidence(first.ranking.evidence, first.timeZone) : '',
  };
}

function rankingChart({ siteId, ranking, findings }: SiteHealth): string[] {
  if (!ranking.ok) return [];
  const weak = new Set(findings.filter(({ rule }) => rule === 'underperformance').map(({ assetId }) => assetId));
  return [
    barChart({
      title: `Inverters of ${siteId} beside their peers`,
      note: 'power ÷ median of all, median over the time in the sun',
      base: 1,
      span: [0.9, 1.05],
      bars: ranking.value.map(({ assetId, ratio }) => ({
        label: assetId,
        value: ratio,
        text: ratio.toFixed(3),
        ...(weak.has(assetId) ? { kind: 'alert' as const } : {}),
      })),
    }),
  ];
}

function outageTables({ siteId, findings, timeZone }: SiteHealth): Table[] {
  const days = outageDays(findings, timeZone);
  if (days.length === 0) return [];
  return [
    {
      caption: `Outages of ${siteId} by local day`,
      head: ['Day', 'Zero-power rows in the sun', 'Machines'],
      numeric: [1],
      wide: [2],
      rows: days.map(({ date, rows, machines }) => [date, `${rows}`, machines.join(', ')]),
    },
    {
      caption: `Outages of ${siteId} by machine`,
      head: ['Machine', 'Zero-power rows in the sun', 'Outages'],
      numeric: [1, 2],
      rows: outageMachines(findings).map(({ assetId, rows, times }) => [assetId, `${rows}`, `${times}`]),
    },
  ];
}

/** The energy of each unit by power and by counter, and why they differ. */
export function energySection(health: readonly SiteHealth[]): Section {
  const rows = health.flatMap(({ energies }) =>
    energies.map(({ assetId, result }) => {
      if (!result.ok) return [assetId, '', '', '', result.message, ''];
      const { powerWh, counterWh, gapWh, difference } = result.value;
      const kWh = [powerWh, counterWh, gapWh].map((wattHours) => (wattHours / 1000).toFixed(1));
      return [assetId, ...kWh, percent(difference, 2), percent(result.evidence.coverage ?? 0, 1)];
    }),
  );
  return {
    heading: 'Energy by two ways',
    text: health.map((site) => `${health.length > 1 ? `${site.siteId}: ` : ''}${energyText(site)}`),
    tables: [
      {
        head: ['Machine', 'From power (kWh)', 'From counter (kWh)', 'In gaps (kWh)', 'Difference', 'Coverage'],
        numeric: [1, 2, 3, 4, 5],
        rows,
      },
    ],
  };
}

function percent(share: number, digits: number): string {
  // nothing has no sign
  return `${(100 * share).toFixed(digits).replace(/^-(0\.0+)$/, '$1')} %`;
}
