import { type Flag, flagBit, flagsToBits } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import type { Pieces } from './gather.ts';

/** Numbers of one point in the order of time: NaN where a reading said that there is none. */
export interface Samples {
  readonly atMs: number[];
  readonly values: number[];
  readonly bits: number[];
}

/**
 * The numbers of one point from readings in the order of time. A flag of `unusable` takes the number away and leaves
 * the flag; of two readings at one instant the later one stands.
 */
export function samplesOf(readings: readonly Reading<string>[], point: string, unusable: readonly Flag[]): Samples {
  const samples: Samples = { atMs: [], values: [], bits: [] };
  const unusableBits = flagsToBits(unusable);
  for (const { atMs, values, flags } of readings) {
    const value = values[point];
    const bits = flagsToBits(flags?.[point]);
    if (value === undefined && bits === 0) continue;
    const usable = value !== undefined && Number.isFinite(value) && (bits & unusableBits) === 0;
    const again = samples.atMs.at(-1) === atMs;
    const index = again ? samples.atMs.length - 1 : samples.atMs.length;
    samples.atMs[index] = atMs;
    samples.values[index] = usable ? value : Number.NaN;
    samples.bits[index] = bits;
  }
  return samples;
}

/**
 * The time that samples stand for. Held: each until the next, at most for `maxGapMs`. Linear: between two that are at
 * most `maxGapMs` apart. A sample flagged `estimated` gives a number but no coverage.
 */
export function samplePieces(samples: Samples, maxGapMs: number, between: 'hold' | 'linear'): Pieces {
  const { atMs, values, bits } = samples;
  const count = between === 'hold' ? values.length : Math.max(0, values.length - 1);
  const startsMs = new Float64Array(count);
  const endsMs = new Float64Array(count);
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  const coverage = new Float64Array(count);
  const flags = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    const nextMs = atMs[i + 1] ?? Number.POSITIVE_INFINITY;
    const near = nextMs - atMs[i]! <= maxGapMs;
    startsMs[i] = atMs[i]!;
    endsMs[i] = near ? nextMs : atMs[i]! + maxGapMs;
    starts[i] = between === 'hold' || near ? values[i]! : Number.NaN;
    ends[i] = values[i + 1] ?? Number.NaN;
    flags[i] = between === 'hold' ? bits[i]! : bits[i]! | bits[i + 1]!;
    coverage[i] = (flags[i]! & flagBit.estimated) === 0 ? 1 : 0;
  }
  const endValues = between === 'linear' ? ends : undefined;
  return { startsMs, endsMs, values: starts, endValues, coverage, bits: flags };
}
