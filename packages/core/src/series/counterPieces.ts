import { flagBit } from '../readings/Flag.ts';
import type { Pieces } from './gather.ts';

export interface CounterPiecesOptions {
  /** When the register was read, ascending. [epoch ms, UTC] */
  atMs: ArrayLike<number>;
  /** What it showed: finite. */
  values: ArrayLike<number>;
  /** Flags of each reading, as bit sets. */
  bits?: ArrayLike<number>;
  /** Edges of the intervals that the amounts are for. */
  edgesMs: ArrayLike<number>;
  /** A longer stretch between two readings is shared out as an estimate. [ms] */
  maxGapMs: number;
}

/**
 * What a register counted between each two readings. Where it fell (roll-over, reset, exchange) nothing is known and
 * nothing is invented. A stretch longer than `maxGapMs` that crosses an edge keeps its amount, which was measured, but
 * how it falls into intervals was not: flagged `estimated`, not covered.
 */
export function counterPieces({ atMs, values, bits, edgesMs, maxGapMs }: CounterPiecesOptions): Pieces {
  const count = Math.max(0, values.length - 1);
  const startsMs = Float64Array.from({ length: count }, (_, i) => atMs[i]!);
  const endsMs = Float64Array.from({ length: count }, (_, i) => atMs[i + 1]!);
  const amounts = new Float64Array(count);
  const coverage = new Float64Array(count);
  const flags = new Uint16Array(count);
  let edge = 0;
  for (let i = 0; i < count; i++) {
    const amount = values[i + 1]! - values[i]!;
    amounts[i] = amount >= 0 ? amount : Number.NaN;
    flags[i] = (bits?.[i] ?? 0) | (bits?.[i + 1] ?? 0);
    while (edge < edgesMs.length && edgesMs[edge]! <= startsMs[i]!) edge++;
    const crosses = edge < edgesMs.length && edgesMs[edge]! < endsMs[i]!;
    if (crosses && endsMs[i]! - startsMs[i]! > maxGapMs && amount >= 0) flags[i] = flags[i]! | flagBit.estimated;
    coverage[i] = (flags[i]! & flagBit.estimated) === 0 ? 1 : 0;
  }
  return { startsMs, endsMs, values: amounts, coverage, bits: flags };
}
