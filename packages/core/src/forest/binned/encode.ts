/** Where the codes of a column go. */
export interface CodePlace {
  readonly codes: Uint8Array | Uint16Array;
  /** Place of the first code, and steps from each to the next. */
  readonly offset: number;
  readonly stride: number;
  /** Code of a missing value. */
  readonly missing: number;
}

/** Parts that the range of the edges is cut into, so that few edges are left to compare with. */
const parts = 1_024;

/** Writes the number of edges, ascending, that each value reaches; says whether a value was missing. */
export function encode(values: Float64Array, edges: Float64Array, place: CodePlace): boolean {
  const { codes, offset, stride, missing } = place;
  const lowest = edges[0] ?? 0;
  const scale = (parts - 1) / ((edges.at(-1) ?? 0) - lowest);
  const partOf = (value: number) => Math.min(parts - 1, Math.max(0, (value - lowest) * scale)) | 0;
  // by part: edges of the parts before it; a value never falls into an earlier part than an edge that it reaches
  const before = new Int32Array(parts + 1);
  for (const edge of edges) before[partOf(edge) + 1]!++;
  for (let part = 0; part < parts; part++) before[part + 1]! += before[part]!;
  let found = false;
  for (let row = 0, at = offset; row < values.length; row++, at += stride) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      codes[at] = missing;
      found = true;
      continue;
    }
    const part = partOf(value);
    let low = before[part]!;
    let high = before[part + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value >= edges[middle]!) low = middle + 1;
      else high = middle;
    }
    codes[at] = low;
  }
  return found;
}
