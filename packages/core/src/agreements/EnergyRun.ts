import * as z from 'zod';
import { EpochMs, Id } from '../model/fields.ts';
import type { MeterReading } from '../model/settlement.ts';
import { BigIntString } from '../money/Money.ts';
import { Flag } from '../readings/Flag.ts';

/**
 * Readings of one meter and point that follow one another without a gap, in equal steps: interval `i` starts at
 * `startMs + i × stepMs`. A gap or another step starts another run, so nothing missing can hide in one.
 */
export const EnergyRun = z.strictObject({
  meterId: Id,
  point: z.string().min(1),
  startMs: EpochMs,
  stepMs: z.number().int().positive(),
  energyWh: z.array(BigIntString).min(1).describe('energy of each interval [Wh]'),
  flags: z.record(z.string(), z.array(Flag)).default({}).describe('by position, where there are any'),
  revisions: z.record(z.string(), z.number().int().min(2)).default({}).describe('by position, where it was corrected'),
});
export type EnergyRun = z.infer<typeof EnergyRun>;

/** Packs readings into runs, ordered by meter, point and time. */
export function runsOf(readings: Iterable<MeterReading>): EnergyRun[] {
  const sorted = [...readings].sort(
    (a, b) => order(a.meterId, b.meterId) || order(a.point, b.point) || a.startMs - b.startMs,
  );
  const runs: EnergyRun[] = [];
  for (const { meterId, point, startMs, endMs, energyWh, flags, revision } of sorted) {
    let run = runs.at(-1);
    const follows =
      run?.meterId === meterId &&
      run.point === point &&
      run.stepMs === endMs - startMs &&
      run.startMs + run.energyWh.length * run.stepMs === startMs;
    if (!run || !follows) {
      run = { meterId, point, startMs, stepMs: endMs - startMs, energyWh: [], flags: {}, revisions: {} };
      runs.push(run);
    }
    const position = run.energyWh.push(energyWh) - 1;
    if (flags.length > 0) run.flags[position] = flags;
    if (revision > 1) run.revisions[position] = revision;
  }
  return runs;
}

/** The readings of a run, in order of time. */
export function readingsOf(run: EnergyRun): MeterReading[] {
  return run.energyWh.map((energyWh, i) => ({
    meterId: run.meterId,
    point: run.point,
    startMs: run.startMs + i * run.stepMs,
    endMs: run.startMs + (i + 1) * run.stepMs,
    energyWh,
    flags: run.flags[i] ?? [],
    revision: run.revisions[i] ?? 1,
  }));
}

/** What of a run lies wholly within a time range, or undefined when nothing does. */
export function clipRun(run: EnergyRun, startMs: number, endMs: number): EnergyRun | undefined {
  const from = Math.max(0, Math.ceil((startMs - run.startMs) / run.stepMs));
  const to = Math.min(run.energyWh.length, Math.floor((endMs - run.startMs) / run.stepMs));
  if (from >= to) return undefined;
  if (from === 0 && to === run.energyWh.length) return run;
  return {
    ...run,
    startMs: run.startMs + from * run.stepMs,
    energyWh: run.energyWh.slice(from, to),
    flags: shift(run.flags, from, to),
    revisions: shift(run.revisions, from, to),
  };
}

function shift<T>(record: Record<string, T>, from: number, to: number): Record<string, T> {
  const kept = Object.entries(record).filter(([position]) => Number(position) >= from && Number(position) < to);
  return Object.fromEntries(kept.map(([position, value]) => [Number(position) - from, value]));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
