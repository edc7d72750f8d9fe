import type { EdgeRows } from './chooseEdges.ts';

/** Rows that edges are chosen from at most; more move no edge by a noticeable share of the rows. */
const maxLooked = 200_000;

/** Classes whose rare ones count more, or rows that all count the same. */
type EdgeTarget =
  | { readonly kind: 'classes'; readonly classOfRow: Uint16Array; readonly classWeights: Float64Array }
  | { readonly kind: 'mean' | 'all' };

/**
 * Rows to choose edges from: one of every so many, all of them in small tables, and those outside the largest class, which
 * are rare. Which one is drawn, for machines take turns in a table and hours come again every day.
 */
export function edgeRows(rows: number, target: EdgeTarget): EdgeRows {
  const stride = Math.ceil(rows / maxLooked);
  const all = Int32Array.from({ length: Math.ceil(rows / stride) }, (_, index) =>
    Math.min(index * stride + Math.floor(drawn(index) * stride), rows - 1),
  );
  if (target.kind !== 'classes') return { all, rare: new Int32Array(0) };
  const { classOfRow, classWeights } = target;
  const counts = new Int32Array(classWeights.length);
  for (const row of all) counts[classOfRow[row]!]!++;
  const largest = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  return { all, rare: all.filter((row) => classOfRow[row] !== largest) };
}

/** The same number in 0 … 1 for the same index: the finalizer of MurmurHash3. */
function drawn(index: number): number {
  let hash = Math.imul(index ^ (index >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
