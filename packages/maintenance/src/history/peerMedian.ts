import { median } from './median.ts';

export interface PeerMedianOptions {
  /** One column a unit. */
  values: readonly Float64Array[];
  /** Size of each unit, by which its values are divided; 1 for units of one size. */
  sizes: readonly number[];
  /** Intervals to look at. */
  at: readonly number[];
  /** Which values count. @defaultValue every finite one */
  counts?: (value: number) => boolean;
}

/** Median over the units of value per size, for each listed interval; NaN where no unit has one. */
export function peerMedian({ values, sizes, at, counts = Number.isFinite }: PeerMedianOptions): Float64Array {
  return Float64Array.from(at, (interval) => {
    const present: number[] = [];
    for (const [unit, column] of values.entries()) {
      const value = column[interval]!;
      if (counts(value)) present.push(value / sizes[unit]!);
    }
    return median(present);
  });
}
