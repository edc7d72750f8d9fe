import type { EnergyReconciliation } from '@usina/maintenance';
import { namesOf, span } from '../cli/wording.ts';
import type { SiteHealth } from './assessSite.ts';
import { outageDays } from './outages.ts';

const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)} %`;

/** The weakest three of a site beside their peers. */
export function rankingText({ ranking }: SiteHealth): string {
  if (!ranking.ok) return `No ranking: ${ranking.message}`;
  const weakest = ranking.value.slice(0, 3).map(({ assetId, ratio }) => `${assetId} ${ratio.toFixed(3)}`);
  return `Weakest of ${ranking.value.length} beside their peers (1 is the median): ${weakest.join(', ')}.`;
}

/** Which quantity is recorded in a wrong scale, and what proves that it is that one. */
export function unitTexts({ findings, witnesses }: SiteHealth): string[] {
  const dc = findings.filter(({ rule, point }) => rule === 'unitSuspect' && point === 'dcPowerW');
  if (dc.length === 0 || !witnesses) return [];
  const { acWh, dcWh, lifetimeWh, todayWh } = witnesses;
  const beside = (wattHours: number) => `${(wattHours / acWh).toFixed(3)} of it`;
  const daily = todayWh === undefined ? '' : `by DAILY_YIELD it is ${beside(todayWh)}, `;
  return [
    `AC power makes ${(acWh / 1e6).toFixed(1)} MWh; ${daily}by the life-time counter ${beside(lifetimeWh)}: AC energy equals what the counters say. By DC power it is ${(dcWh / acWh).toFixed(1)} times that. So DC is what is wrong, not AC.`,
    `DC power of ${namesOf(dc.map(({ assetId }) => assetId))} stays as recorded, flagged \`unitSuspect\`, and is not believed: energy, outages and settlement use AC and counters.${
      dc.length > 1 ? ' Only the ranking compares DC with DC, where a factor that all share cancels.' : ''
    }`,
  ];
}

/** Zero-power rows in the sun, and the days that hold most of them. */
export function outageText({ findings, timeZone }: SiteHealth): string | undefined {
  const days = outageDays(findings, timeZone);
  if (days.length === 0) return undefined;
  const rows = days.reduce((sum, day) => sum + day.rows, 0);
  const most = [...days].sort((a, b) => b.rows - a.rows || a.date.localeCompare(b.date)).slice(0, 2);
  const held = most.reduce((sum, day) => sum + day.rows, 0);
  const dates = most.map(({ date }) => date).sort();
  return `${rows} zero-power rows in the sun, ${held === rows ? 'all' : held} of them on ${dates.join(' and ')}.`;
}

/** Readings of power are instants, those of counters sums: up to here the two are the same energy. */
const agrees = 0.02;

/** Energy from power beside energy from counters, and what explains the difference. */
export function energyText({ energies }: SiteHealth): string {
  const all = energies.flatMap(({ assetId, result }) => (result.ok ? [{ assetId, ...result }] : []));
  if (all.length === 0) return 'Energy from power and from counters: insufficient data.';
  const known = all.filter(({ value }) => Math.abs(value.unexplained) <= agrees);
  const told = known.length > 0 ? agreementText(known) : '';
  const apart = all
    .filter((each) => !known.includes(each))
    .map(({ assetId, value }) => `${assetId} (power ${percent(value.unexplained, 2)} off the counter)`);
  if (apart.length === 0) return told;
  const unexplained = `Energy from power and from counters differ where row follows row, and no gap explains it: ${apart.join(', ')}.`;
  return told ? `${unexplained} Of the others: ${told}` : unexplained;
}

function agreementText(
  known: readonly { value: EnergyReconciliation; evidence: { coverage?: number | undefined } }[],
): string {
  const rest = percent(Math.max(...known.map(({ value }) => Math.abs(value.unexplained))), 2);
  const gaps = known.map(({ value }) => value.gapWh / value.counterWh);
  if (Math.max(...gaps) < 0.0001) return `Energy from power and from counters agree within ${rest}: no row is missing.`;
  const below = known.map(({ value }) => Math.max(0, -value.difference));
  const coverage = known.map(({ evidence }) => evidence.coverage ?? 0);
  return `Energy from power is ${percents(below, 2)} below the counters, because rows cover only ${percents(coverage, 1)} of the time: in the gaps the counters went on by ${percents(gaps, 2)}. Where row follows row, both agree within ${rest}.`;
}

function percents(shares: readonly number[], digits: number): string {
  return `${span(shares, (share) => (100 * share).toFixed(digits))} %`;
}

/** The performance ratio, or why there is none. */
export function performanceText({ performance }: SiteHealth): string {
  if (!performance.ok) return `Performance ratio: insufficient data (${performance.reason}). ${performance.message}`;
  const { ratio, temperatureCorrected } = performance.value;
  const corrected = temperatureCorrected === undefined ? '' : `, ${temperatureCorrected.toFixed(3)} at 25 °C modules`;
  return `Performance ratio (IEC 61724-1) ${ratio.toFixed(3)}${corrected}.`;
}
