import type { Series } from '@usina/core/series';
import { dayRange, localDateOf } from '@usina/core/time';
import type { SiteHealth } from '../steps/assessSite.ts';
import { timeChart } from './timeChart.ts';

/** The day of the costliest outage: the machine beside the median of its peers. None where nothing stood still. */
export function outageChart(health: readonly SiteHealth[]): string[] {
  const [worst] = health
    .flatMap((site) => site.findings.map((finding) => ({ site, finding })))
    .filter(({ finding }) => finding.rule === 'outage')
    .sort((a, b) => (b.finding.lossWh ?? 0) - (a.finding.lossWh ?? 0));
  if (!worst) return [];
  const { site, finding } = worst;
  const own = site.units.find(({ assetId }) => assetId === finding.assetId)!.series;
  const peers = site.units.filter(({ assetId }) => assetId !== finding.assetId).map(({ series }) => series);
  const { startMs, stepMs } = own;
  const date = localDateOf(finding.startMs, site.timeZone);
  const day = dayRange(date, site.timeZone);
  const power = own.columns.acPowerW!;
  const from = Math.max(0, Math.round((day.startMs - startMs) / stepMs));
  const to = Math.min(power.length, Math.round((day.endMs - startMs) / stepMs));
  return [
    timeChart({
      title: `${finding.assetId} on ${date}`,
      unit: 'W',
      note: 'AC power, the day of the costliest outage',
      startMs: startMs + from * stepMs,
      stepMs,
      timeZone: site.timeZone,
      lines: [
        { name: 'median of its peers', color: 2, dashed: true, values: medianOf(peers, from, to) },
        { name: finding.assetId, color: 1, values: power.subarray(from, to) },
      ],
    }),
  ];
}

/** Median AC power of units by interval, of those that have a row. */
export function medianOf(units: readonly Series[], from: number, to: number): Float64Array {
  return Float64Array.from({ length: to - from }, (_, i) => {
    const values = units
      .map(({ columns }) => columns.acPowerW![from + i]!)
      .filter((watts) => !Number.isNaN(watts))
      .sort((a, b) => a - b);
    return values.length === 0 ? Number.NaN : (values[(values.length - 1) >> 1]! + values[values.length >> 1]!) / 2;
  });
}
