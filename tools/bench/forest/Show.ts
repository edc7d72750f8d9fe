import type { BenchRow } from '../../bench.ts';

/** Prints a row of this bench, its numbers to four digits. */
export type Show = (row: Omit<BenchRow, 'bench'>) => void;

/** Less is better. */
export function compare(ours: number, peer: number): Pick<BenchRow, 'ours' | 'peer' | 'ratio'> {
  return { ours, peer, ratio: peer / ours };
}
