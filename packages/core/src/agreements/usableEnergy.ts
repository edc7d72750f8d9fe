import type { Flag } from '../readings/Flag.ts';
import { clipRun, type EnergyRun } from './EnergyRun.ts';

/**
 * Flags with which the energy of an interval is not billed: nobody knows that it is right. The interval counts as
 * missing and lowers the coverage. Readings that are `estimated`, `corrected` or `retained` are billed, and the lines
 * that stand on them are provisional.
 */
export const unusableFlags: readonly Flag[] = [
  'stale',
  'outOfRange',
  'notImplemented',
  'commError',
  'frozen',
  'unitSuspect',
];

export interface UsableEnergy {
  /** The runs without the intervals that are not usable. */
  readonly runs: readonly EnergyRun[];
  /** What a reader must know: how many intervals of which flag were left out, and how many were taken as they are. */
  readonly notes: readonly string[];
}

/**
 * Splits what settlement may bill from what it may not, by the flags of each interval.
 *
 * @example
 * usableEnergy([{ ...hourly, energyWh: [1n, 2n, 3n], flags: { 1: ['commError'] } }])
 * // runs of 1 and of 3 Wh; 'pv energyExportedWh: 1 of 3 intervals not used (commError 1), the first at …'
 */
export function usableEnergy(runs: readonly EnergyRun[]): UsableEnergy {
  const usable: EnergyRun[] = [];
  const bad = new Tally();
  const doubtful = new Tally();
  for (const run of runs) {
    const atMs = (position: number) => run.startMs + position * run.stepMs;
    let from = 0;
    const keepUntil = (position: number) => {
      const kept = position > from ? clipRun(run, atMs(from), atMs(position)) : undefined;
      if (kept) usable.push(kept);
    };
    for (const [key, flags] of Object.entries(run.flags).sort(([a], [b]) => Number(a) - Number(b))) {
      const position = Number(key);
      const why = flags.filter((flag) => unusableFlags.includes(flag));
      if (why.length === 0) {
        if (flags.length > 0) doubtful.add(flags, atMs(position));
        continue;
      }
      bad.add(why, atMs(position));
      keepUntil(position);
      from = position + 1;
    }
    keepUntil(run.energyWh.length);
  }
  const first = runs[0];
  if (first === undefined) return { runs: usable, notes: [] };
  const all = runs.reduce((count, { energyWh }) => count + energyWh.length, 0);
  const name = `${first.meterId} ${first.point}`;
  const notes = [
    ...bad.text(name, `of ${all} intervals not used`),
    ...doubtful.text(name, `of ${all} intervals used though flagged`),
  ];
  return { runs: usable, notes };
}

/** Counts intervals and their flags. */
class Tally {
  #intervals = 0;
  #firstMs = Number.POSITIVE_INFINITY;
  readonly #flags = new Map<Flag, number>();

  add(flags: readonly Flag[], atMs: number): void {
    this.#intervals += 1;
    this.#firstMs = Math.min(this.#firstMs, atMs);
    for (const flag of flags) this.#flags.set(flag, (this.#flags.get(flag) ?? 0) + 1);
  }

  text(name: string, what: string): string[] {
    if (this.#intervals === 0) return [];
    const flags = [...this.#flags].map(([flag, count]) => `${flag} ${count}`).sort();
    const first = new Date(this.#firstMs).toISOString();
    return [`${name}: ${this.#intervals} ${what} (${flags.join(', ')}), the first at ${first}`];
  }
}
