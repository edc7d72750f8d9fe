import { type CapacityForecast, type Evidence, type Evidenced, evidenced, insufficient } from '@usina/core';
import type { Column } from '@usina/core/series';
import { ForecastError, type NoForecastReason } from './ForecastError.ts';
import { type OutlookWithScenarios, withQuantiles } from './outlookOf.ts';
import { sampleQuantile } from './residualPool.ts';

type Answer<T> = Evidenced<T, NoForecastReason>;

/**
 * Adds sites up to their portfolio, scenario by scenario, and reads the quantiles from the sums: clouds that sites share stay
 * shared. Takes forecasts or outlooks as the forecasters answer them; if one of the sites has none, the sum has none
 * (`SITE_MISSING`).
 *
 * Throws `FORECAST_MISALIGNED` unless times, levels and numbers of scenarios agree, `FORECAST_NO_SCENARIOS`,
 * `FORECAST_INPUT` for nothing to add.
 *
 * @example
 * aggregate(await Promise.all(forecasters.map((each) => each.forecast({ startMs, days: 1 }))), { portfolioId: 'vpp' })
 */
export function aggregate(
  outlooks: readonly Evidenced<OutlookWithScenarios>[],
  options: { portfolioId: string },
): Answer<OutlookWithScenarios>;
export function aggregate(
  forecasts: readonly Evidenced<CapacityForecast>[],
  options: { portfolioId: string },
): Answer<CapacityForecast>;
export function aggregate(
  parts: readonly Evidenced<CapacityForecast>[] | readonly Evidenced<OutlookWithScenarios>[],
  { portfolioId }: { portfolioId: string },
): Answer<CapacityForecast> | Answer<OutlookWithScenarios> {
  if (parts.length === 0)
    throw new ForecastError('FORECAST_INPUT', 'Read no forecasts to add up, expected one or more.');
  const joined = joinEvidence(parts);
  const missing = parts.filter((part) => !part.ok);
  if (missing.length > 0) {
    const message = `${missing.length} of ${parts.length} sites have no forecast: ${missing.map((part) => part.message).join(' ')}`;
    return insufficient('SITE_MISSING', message, joined);
  }
  const values = parts.flatMap((part): (CapacityForecast | OutlookWithScenarios)[] => (part.ok ? [part.value] : []));
  const shared = sharedScenarios(values.map(({ scenarioIds }) => scenarioIds));
  const evidence = shared.note ? { ...joined, notes: [...(joined.notes ?? []), shared.note] } : joined;
  const scenarioIds = shared.ids;
  const issuedAtMs = Math.max(...values.map((value) => value.issuedAtMs));
  const scope = { kind: 'portfolio' as const, id: portfolioId };
  if (values.every((value) => 'edgesMs' in value)) {
    checkSame(values.map(({ edgesMs, levels, scenariosWh }) => [edgesMs.join(), levels.join(), scenariosWh.length]));
    const { timeZone, edgesMs, levels } = values[0]!;
    const sums = sumScenarios(values.map(({ scenariosWh }) => scenariosWh));
    return evidenced(
      { ...withQuantiles({ scope, issuedAtMs, timeZone, edgesMs, levels }, sums), scenarioIds },
      evidence,
    );
  }
  const forecasts = values as CapacityForecast[];
  checkSame(
    forecasts.map((each) => [
      each.startMs,
      each.stepMs,
      each.meanW.length,
      each.levels.join(),
      each.scenarios?.length ?? 0,
    ]),
  );
  const { startMs, stepMs, levels, meanW } = forecasts[0]!;
  const scenarios = sumScenarios(forecasts.map((each) => each.scenarios ?? []));
  const quantilesW = levels.map(() => new Float64Array(meanW.length));
  const column = new Float64Array(scenarios.length);
  for (let i = 0; i < meanW.length; i++) {
    for (let m = 0; m < scenarios.length; m++) column[m] = scenarios[m]![i]!;
    column.sort();
    for (let l = 0; l < levels.length; l++) quantilesW[l]![i] = sampleQuantile(column, levels[l]!);
  }
  const means = meanW.map((_, i) => forecasts.reduce((sum, each) => sum + each.meanW[i]!, 0));
  return evidenced(
    { scope, issuedAtMs, startMs, stepMs, levels: [...levels], quantilesW, meanW: means, scenarioIds, scenarios },
    evidence,
  );
}

/**
 * Whether scenarios of the same index repeat the same past day at all sites. Sites of different age share some of their days:
 * the rest is added as if their clouds had nothing to do with one another, and the note says so.
 */
function sharedScenarios(all: readonly (readonly string[] | undefined)[]): { ids?: string[]; note?: string } {
  const [first, ...others] = all;
  if (first === undefined || others.some((ids) => ids === undefined)) return {};
  const same = first.filter((id, m) => others.every((ids) => ids![m] === id)).length;
  if (same === first.length) return { ids: [...first] };
  if (same === 0) {
    throw new ForecastError(
      'FORECAST_MISALIGNED',
      'No scenario repeats the same past day at all sites, expected one seed and histories that overlap.',
      { context: { scenarios: first.length, first: first[0], others: others.map((ids) => ids![0]) } },
    );
  }
  const percent = Math.round((100 * same) / first.length);
  return {
    ids: first.map((id, m) => all.map((ids) => ids![m]).find((other) => other !== id) ?? id),
    note: `${percent} % of the scenarios repeat the same past day at all sites; the spread of the sum is too narrow by what the rest shares.`,
  };
}

function sumScenarios(sites: readonly (readonly Column[])[]): Column[] {
  if (sites[0]!.length === 0) {
    throw new ForecastError('FORECAST_NO_SCENARIOS', 'The forecasts have no scenarios, and quantiles cannot be added.');
  }
  return sites[0]!.map((first, m) => first.map((_, i) => sites.reduce((sum, scenarios) => sum + scenarios[m]![i]!, 0)));
}

function checkSame(heads: readonly (readonly (string | number)[])[]): void {
  const other = heads.findIndex((head) => head.join(' ') !== heads[0]!.join(' '));
  if (other < 0) return;
  throw new ForecastError(
    'FORECAST_MISALIGNED',
    `Forecast 0 and forecast ${other} differ in time, levels or number of scenarios, expected the same. Use one seed, one start and one issue time.`,
    { context: { first: heads[0], other: heads[other], index: other } },
  );
}

type Part = Evidenced<CapacityForecast> | Evidenced<OutlookWithScenarios>;

function joinEvidence(parts: readonly Part[]): Evidence {
  const all = parts.map(({ evidence }) => evidence);
  const known = all.flatMap(({ knownAtMs }) => knownAtMs ?? []);
  const coverage = all.flatMap((each) => each.coverage ?? []);
  const ranges = all.flatMap(({ range }) => range ?? []);
  return {
    sources: [...new Set(all.flatMap(({ sources }) => sources))],
    rule: 'sum of site scenarios that share their index 1',
    ...(known.length > 0 ? { knownAtMs: Math.max(...known) } : {}),
    ...(coverage.length > 0 ? { coverage: coverage.reduce((sum, each) => sum + each, 0) / coverage.length } : {}),
    ...(ranges.length > 0
      ? {
          range: {
            startMs: Math.min(...ranges.map(({ startMs }) => startMs)),
            endMs: Math.max(...ranges.map(({ endMs }) => endMs)),
          },
        }
      : {}),
    notes: joinNotes(parts),
  };
}

/** What holds for all sites is said once; what does not names its site. */
function joinNotes(parts: readonly Part[]): string[] {
  const told = parts.flatMap((part) => (part.evidence.notes ?? []).map((note) => ({ note, site: siteOf(part) })));
  const notes = told.map(({ note, site }) => {
    const everywhere = parts.every(({ evidence }) => evidence.notes?.includes(note));
    return everywhere || site === undefined ? note : `${site}: ${note}`;
  });
  return [...new Set(notes)];
}

function siteOf(part: Part): string | undefined {
  return part.ok ? part.value.scope.id : undefined;
}
