import type { Finding } from '@usina/core';
import { formatMoney } from '@usina/core/money';
import type { Narrator } from '../cli/narrator.ts';
import type { SiteHealth } from './assessSite.ts';

/** Says what was found at a site: the findings, the ranking, the energies and the performance ratio or why there is none. */
export function tellHealth(narrator: Narrator, { siteId, findings, ranking, energies, performance }: SiteHealth): void {
  if (ranking.ok) {
    const [weakest, next] = ranking.value;
    narrator.say(
      `${siteId}: weakest of ${ranking.value.length} is ${weakest!.assetId} at ${weakest!.ratio.toFixed(3)} of its peers, next ${next!.assetId} at ${next!.ratio.toFixed(3)}`,
    );
    narrator.evidence(ranking.evidence);
  } else narrator.say(`${siteId}: no ranking, ${ranking.message}`);
  for (const group of groupByRule(findings)) narrator.say(describeGroup(group));
  if (findings[0]) narrator.evidence(findings[0].evidence);
  const known = energies.flatMap(({ result }) => (result.ok ? [result] : []));
  if (known.length > 0) {
    const percents = known.map(({ value }) => 100 * Math.abs(value.difference));
    const coverage = known.map(({ evidence }) => 100 * (evidence.coverage ?? 0));
    narrator.say(
      `${siteId}: energy from power and from counters differ by ${span(percents, 2)} % an inverter; rows cover ${span(coverage, 1)} % of the time, and the counters went on through the gaps`,
    );
  }
  if (performance.ok) {
    const { ratio, temperatureCorrected } = performance.value;
    narrator.say(
      `${siteId}: performance ratio ${ratio.toFixed(3)}${temperatureCorrected === undefined ? '' : `, ${temperatureCorrected.toFixed(3)} at 25 °C modules`}`,
    );
    narrator.evidence(performance.evidence);
  } else
    narrator.say(`${siteId}: performance ratio: insufficient data (${performance.reason}). ${performance.message}`);
}

/** Findings of one rule at many machines are told together. */
function groupByRule(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.action}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

export function describeGroup(group: readonly Finding[]): string {
  const [first] = group;
  const who = group.length === 1 ? first!.assetId : `${new Set(group.map(({ assetId }) => assetId)).size} machines`;
  const lossWh = group.reduce((sum, { lossWh: wh = 0 }) => sum + wh, 0);
  const minor = group.reduce((sum, { loss }) => sum + (loss?.minor ?? 0n), 0n);
  const loss = lossWh === 0 ? '' : `, about ${(lossWh / 1000).toFixed(0)} kWh not delivered`;
  const cost = minor === 0n ? '' : ` (${formatMoney({ minor, currency: first!.loss!.currency }, 'pt-BR')})`;
  const total = group.reduce((sum, { magnitude }) => sum + magnitude.value, 0);
  const size =
    first!.rule === 'outage'
      ? `${total} ${first!.magnitude.unit} in ${group.length} outages`
      : `${first!.magnitude.value.toPrecision(3)} ${first!.magnitude.unit}`;
  return `${first!.rule}: ${who}, ${size}${loss}${cost}. ${first!.action}`;
}

function span(values: readonly number[], digits: number): string {
  const [low, high] = [Math.min(...values).toFixed(digits), Math.max(...values).toFixed(digits)];
  return low === high ? low : `${low} to ${high}`;
}
