import { type Evidenced, evidenced, insufficient } from '../readings/Evidence.ts';
import type { SettleContext } from './AgreementKind.ts';
import { energyByInterval } from './energyByInterval.ts';
import type { MeterRole } from './fields.ts';

export interface NetByIntervalOptions {
  context: SettleContext;
  generation: readonly MeterRole[];
  load: readonly MeterRole[];
  intervalMs: number;
  /** Share of the intervals in which every meter must be complete, 0 to 1. */
  minimumCoverage: number;
  rule: string;
}

/** Generation and load of one interval over all meters of a site. */
export interface NetInterval {
  readonly startMs: number;
  readonly endMs: number;
  readonly generationWh: bigint;
  readonly loadWh: bigint;
}

/**
 * Generation and load side by side, in the intervals in which every meter is complete. An interval that one of the
 * meters misses is left out and counted; with too many of them the answer is insufficient data.
 */
export function netByInterval(options: NetByIntervalOptions): Evidenced<NetInterval[], 'missingReadings'> {
  const { context, intervalMs } = options;
  const { startMs, endMs } = context.period;
  const roles = [...options.generation, ...options.load];
  const columns = roles.map(({ meterId, point }) =>
    energyByInterval({ runs: context.energy(meterId, point), startMs, endMs, intervalMs }),
  );
  const count = Math.ceil((endMs - startMs) / intervalMs);
  const intervals: NetInterval[] = [];
  for (let i = 0; i < count; i++) {
    const energy = columns.map((column) => column.energyWh[i]);
    if (energy.includes(undefined)) continue;
    const total = (from: number, to: number) =>
      roles
        .slice(from, to)
        .reduce((sum, { subtract }, k) => sum + (subtract ? -energy[from + k]! : energy[from + k]!), 0n);
    const start = startMs + i * intervalMs;
    intervals.push({
      startMs: start,
      endMs: Math.min(endMs, start + intervalMs),
      generationWh: total(0, options.generation.length),
      loadWh: total(options.generation.length, roles.length),
    });
  }
  const coverage = count === 0 ? 0 : intervals.length / count;
  const short = roles
    .map(({ meterId, point }, k) => ({ name: `${meterId} ${point}`, missing: columns[k]!.missing }))
    .filter(({ missing }) => missing > 0)
    .map(({ name, missing }) => `${name} misses ${missing} of ${count} intervals`);
  const evidence = {
    sources: roles.map(({ meterId, point }) => `${meterId}/${point}`),
    range: { startMs, endMs },
    coverage,
    rule: options.rule,
    ...(short.length > 0 ? { notes: short } : {}),
  };
  if (coverage < options.minimumCoverage) {
    const message = `${short.join('; ')}. Usable are ${intervals.length} of ${count}; the terms ask for a share of ${options.minimumCoverage}.`;
    return insufficient('missingReadings', message, evidence);
  }
  return evidenced(intervals, evidence);
}
