import type { Column } from './Series.ts';
import { directionOf, turnDeg } from './turnDeg.ts';

/** Stretches of time with a number each: ascending, not overlapping, gaps between them allowed. */
export interface Pieces {
  readonly startsMs: Float64Array;
  readonly endsMs: Float64Array;
  /** NaN: nothing is known of the stretch. */
  readonly values: Float64Array;
  /** At the end of each stretch, where the value moves on a straight line; else it stands. */
  readonly endValues?: Float64Array | undefined;
  /** Share of the stretch that measured data stands for: 0 for a number that was estimated. */
  readonly coverage: ArrayLike<number>;
  readonly bits?: Uint16Array | undefined;
}

/** One number, coverage and bit set for each interval between two edges. */
export interface Gathered {
  readonly values: Column;
  readonly coverage: Column;
  readonly bits?: Uint16Array<ArrayBuffer> | undefined;
}

/**
 * The one rule by which time is cut anew: pieces into the intervals between ascending edges. A gauge is averaged by
 * time and coverage (an estimated piece weighs by its time), an angle likewise on the circle,
 * an amount is shared out by time and summed, of states the last stays. Coverage is the covered share of the whole interval.
 */
export function gather(
  pieces: Pieces,
  rule: 'gauge' | 'angle' | 'amount' | 'state',
  edgesMs: ArrayLike<number>,
): Gathered {
  const count = Math.max(0, edgesMs.length - 1);
  const values = new Float64Array(count).fill(Number.NaN);
  const coverage = new Float64Array(count);
  const weights = new Float64Array(count);
  const east = new Float64Array(rule === 'angle' ? count : 0);
  const north = new Float64Array(east.length);
  const bits = pieces.bits && new Uint16Array(count);
  let first = 0;
  for (let i = 0; i < pieces.values.length; i++) {
    const start = pieces.startsMs[i]!;
    const end = pieces.endsMs[i]!;
    while (first < count && edgesMs[first + 1]! <= start) first++;
    for (let k = first; k < count && edgesMs[k]! < end; k++) {
      const from = Math.max(start, edgesMs[k]!);
      const to = Math.min(end, edgesMs[k + 1]!);
      if (bits) bits[k] = bits[k]! | pieces.bits![i]!;
      const value = valueOver(pieces, i, from, to, rule);
      if (Number.isNaN(value)) continue;
      const share = pieces.coverage[i]!;
      coverage[k] = coverage[k]! + share * (to - from);
      if (rule === 'state') values[k] = value;
      else if (rule === 'amount') {
        const part = to - from === end - start ? value : (value * (to - from)) / (end - start);
        values[k] = Number.isNaN(values[k]!) ? part : values[k]! + part;
      } else {
        const weight = (share > 0 ? share : 1) * (to - from);
        const before = weights[k]! > 0 ? values[k]! : 0;
        weights[k] = weights[k]! + weight;
        if (rule === 'angle') {
          east[k] = east[k]! + weight * Math.sin((value * Math.PI) / 180);
          north[k] = north[k]! + weight * Math.cos((value * Math.PI) / 180);
        } else values[k] = before + ((value - before) * weight) / weights[k]!;
      }
    }
  }
  for (let k = 0; k < east.length; k++) {
    values[k] = directionOf(east[k]!, north[k]!, weights[k]!);
    if (Number.isNaN(values[k]!)) coverage[k] = 0;
  }
  for (let k = 0; k < count; k++) coverage[k] = Math.min(1, coverage[k]! / (edgesMs[k + 1]! - edgesMs[k]!));
  return { values, coverage, bits };
}

function valueOver(pieces: Pieces, i: number, from: number, to: number, rule: string): number {
  const value = pieces.values[i]!;
  if (!pieces.endValues) return value;
  const start = pieces.startsMs[i]!;
  const middle = (from + to) / 2;
  const end = pieces.endValues[i]!;
  const change = rule === 'angle' ? turnDeg(value, end) : end - value;
  return value + (change * (middle - start)) / (pieces.endsMs[i]! - start);
}
