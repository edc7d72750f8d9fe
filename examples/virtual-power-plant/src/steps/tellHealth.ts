import type { Narrator } from '../cli/narrator.ts';
import { namesOf } from '../cli/wording.ts';
import type { SiteHealth } from './assessSite.ts';
import { groupFindings } from './groupFindings.ts';
import { energyText, outageText, performanceText, rankingText, unitTexts } from './healthTexts.ts';

/** Says what was found at a site: ranking, findings by rule, units, outages, the energies and the performance ratio or why there is none. */
export function tellHealth({ say, evidence }: Narrator, site: SiteHealth): void {
  const tell = (text: string) => say(`${site.siteId}: ${text}`);
  tell(rankingText(site));
  evidence(site.ranking.evidence, site.timeZone);
  for (const { rule, machines, size, lost, action, findings } of groupFindings(site.findings)) {
    tell(`${rule}: ${namesOf(machines)}, ${size}${lost && `, about ${lost} not delivered`}. ${action}`);
    evidence(findings[0]!.evidence, site.timeZone);
  }
  for (const text of unitTexts(site)) tell(text);
  const outages = outageText(site);
  if (outages) tell(outages);
  tell(energyText(site));
  tell(performanceText(site));
  if (site.performance.ok) evidence(site.performance.evidence, site.timeZone);
}
