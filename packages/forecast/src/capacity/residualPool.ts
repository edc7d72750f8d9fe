import type { TriedDay } from './backTest.ts';

/** Least number of errors that a distribution is read from. */
const LEAST = 120;

/** Errors seen so far, to be asked for a time of day and a level of forecast. */
export interface ResidualPool {
  /** Errors of the slots around, those made at a like level of forecast; ascending, in shares of the clear envelope. */
  near(slot: number, saidShare: number): Float64Array;
}

/** An hour around a slot. */
const AROUND_MS = 3_600_000;

/** Gathers the errors of back-tested days. */
export function createResidualPool(records: readonly TriedDay[], slots: number, stepMs: number): ResidualPool {
  const around = Math.ceil(AROUND_MS / stepMs);
  return {
    near(slot, saidShare) {
      const errors: number[] = [];
      const distances: number[] = [];
      for (const { residuals, saidShares } of records) {
        for (let k = Math.max(slot - around, 0); k <= Math.min(slot + around, slots - 1); k++) {
          if (Number.isNaN(residuals[k]!)) continue;
          errors.push(residuals[k]!);
          distances.push(Math.abs(saidShares[k]! - saidShare));
        }
      }
      const keep = Math.max(LEAST, Math.ceil(errors.length / 2));
      if (errors.length <= keep) return Float64Array.from(errors).sort();
      const limit = Float64Array.from(distances).sort()[keep - 1]!;
      return Float64Array.from(errors.filter((_, i) => distances[i]! <= limit)).sort();
    },
  };
}

/**
 * Quantile of ascending numbers as an unbiased estimate from a sample: the k-th of n stands for level k ÷ (n + 1) (Weibull).
 *
 * @example
 * sampleQuantile(Float64Array.of(1, 2, 3), 0.5) // 2
 */
export function sampleQuantile(ascending: Float64Array, level: number): number {
  const n = ascending.length;
  const at = Math.min(Math.max(level * (n + 1) - 1, 0), n - 1);
  const left = Math.floor(at);
  const right = Math.min(left + 1, n - 1);
  return ascending[left]! + (at - left) * (ascending[right]! - ascending[left]!);
}
