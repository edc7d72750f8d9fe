import { type Evidence, type Evidenced, evidenced, insufficient } from '../readings/Evidence.ts';
import type { SettleContext } from './AgreementKind.ts';
import { clipRun, type EnergyRun } from './EnergyRun.ts';
import type { MeterRole } from './fields.ts';

export interface MeteredTotalOptions {
  context: SettleContext;
  roles: readonly MeterRole[];
  /** Share of the period that each meter must cover, 0 to 1. */
  minimumCoverage: number;
  /** Name and version of the asking rule, for the evidence. */
  rule: string;
}

/**
 * Energy of a period over several meters, as it was committed. [Wh] Where a meter covers less of the period than
 * asked for, the answer is insufficient data: it names the meter, its coverage and the first gap.
 */
export function meteredTotal(options: MeteredTotalOptions): Evidenced<bigint, 'missingReadings'> {
  const { context, roles, minimumCoverage, rule } = options;
  const { startMs, endMs } = context.period;
  let totalWh = 0n;
  let coverage = 1;
  const notes: string[] = [];
  const evidence = (): Evidence => ({
    sources: roles.map(({ meterId, point }) => `${meterId}/${point}`),
    range: { startMs, endMs },
    coverage,
    rule,
    ...(notes.length > 0 ? { notes } : {}),
  });
  for (const { meterId, point, subtract } of roles) {
    const runs = context.energy(meterId, point);
    const found = coverageOf(runs, startMs, endMs);
    coverage = Math.min(coverage, found.coverage);
    if (found.coverage < minimumCoverage) {
      return insufficient('missingReadings', missing(meterId, point, found, minimumCoverage), evidence());
    }
    if (found.coverage < 1) notes.push(missing(meterId, point, found, minimumCoverage));
    for (const run of runs) {
      for (const energy of clipRun(run, startMs, endMs)?.energyWh ?? []) totalWh += subtract ? -energy : energy;
    }
  }
  return evidenced(totalWh, evidence());
}

interface Coverage {
  readonly coverage: number;
  /** Start of the first stretch without a reading. */
  readonly firstGapMs: number | undefined;
}

/** Share of a range that runs cover, what overlaps counted once, and where the first gap is. */
export function coverageOf(runs: readonly EnergyRun[], startMs: number, endMs: number): Coverage {
  let coveredMs = 0;
  let reachedMs = startMs;
  let firstGapMs: number | undefined;
  for (const whole of [...runs].sort((a, b) => a.startMs - b.startMs)) {
    const run = clipRun(whole, startMs, endMs);
    if (run === undefined) continue;
    if (run.startMs > reachedMs) firstGapMs ??= reachedMs;
    const runEndMs = run.startMs + run.energyWh.length * run.stepMs;
    coveredMs += Math.max(0, runEndMs - Math.max(reachedMs, run.startMs));
    reachedMs = Math.max(reachedMs, runEndMs);
  }
  if (reachedMs < endMs) firstGapMs ??= reachedMs;
  return { coverage: endMs > startMs ? coveredMs / (endMs - startMs) : 0, firstGapMs };
}

function missing(meterId: string, point: string, { coverage, firstGapMs }: Coverage, asked: number): string {
  const gap = firstGapMs === undefined ? '' : `, first gap at ${new Date(firstGapMs).toISOString()}`;
  return `${meterId} ${point} covers ${percent(coverage)} of the period${gap}; the terms ask for ${percent(asked)}.`;
}

function percent(share: number): string {
  return `${Math.floor(share * 10_000) / 100} %`;
}
