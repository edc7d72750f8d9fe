/** Code of a missing value. */
export const missingCode = 255;
/** Most bins of a column: codes 0 to 254. */
export const maxBins = 255;

/** Rows that edges are chosen from, and which of them are rare. */
export interface EdgeRows {
  /** Rows that are looked at. */
  readonly all: Int32Array;
  /** Those of `all` that count more; none where no class is rare. */
  readonly rare: Int32Array;
}

/**
 * Where a column is cut into bins, ascending: a value at or above `edges[b]` has a code above b. Up to 255 different values
 * each have a bin. Beyond, every bin gets the same weight of rows, rare rows together weighing as much as all others:
 * half of the edges lie where the rare class is.
 */
export function chooseEdges(values: Float64Array, { all, rare }: EdgeRows): Float64Array<ArrayBuffer> {
  const sorted = sortedKnown(values, all);
  const sortedRare = sortedKnown(values, rare);
  const extra = rare.length === 0 ? 0 : Math.max(0, (all.length - 2 * rare.length) / rare.length);
  const distinct: number[] = [];
  const weights: number[] = [];
  let atRare = 0;
  for (let at = 0; at < sorted.length; ) {
    const value = sorted[at]!;
    const [from, fromRare] = [at, atRare];
    while (sorted[at] === value) at++;
    while (sortedRare[atRare] === value) atRare++;
    distinct.push(value);
    weights.push(at - from + (atRare - fromRare) * extra);
  }
  return distinct.length <= maxBins ? everyGap(distinct) : equalShares(distinct, weights);
}

/** The known values of rows, ascending. */
function sortedKnown(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  let known = 0;
  for (let index = 0; index < rows.length; index++) {
    const value = values[rows[index]!]!;
    // adding 0 makes one zero of the two
    if (!Number.isNaN(value)) taken[known++] = value + 0;
  }
  return taken.subarray(0, known).sort();
}

function everyGap(distinct: readonly number[]): Float64Array<ArrayBuffer> {
  const edges = new Float64Array(Math.max(0, distinct.length - 1));
  for (let index = 0; index < edges.length; index++) edges[index] = between(distinct[index]!, distinct[index + 1]!);
  return edges;
}

function equalShares(distinct: readonly number[], weights: readonly number[]): Float64Array<ArrayBuffer> {
  const edges: number[] = [];
  let left = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  for (let index = 0; index < distinct.length - 1 && edges.length < maxBins - 1; index++) {
    passed += weights[index]!;
    // what is left is shared among the bins that are left, so that a value with many rows does not leave bins unused
    const share = left / (maxBins - edges.length);
    if (passed + weights[index + 1]! / 2 <= share) continue;
    edges.push(between(distinct[index]!, distinct[index + 1]!));
    left -= passed;
    passed = 0;
  }
  return Float64Array.from(edges);
}

/** A number above the lower and at most the upper one, halfway where numbers allow it. */
function between(lower: number, upper: number): number {
  const middle = lower + (upper - lower) / 2;
  return middle > lower ? middle : upper;
}
