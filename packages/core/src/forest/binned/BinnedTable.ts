import { forestError } from '../ForestError.ts';
import { pacer } from '../pause.ts';
import { chooseEdges, type EdgeRows, missingCode } from './chooseEdges.ts';
import { encode } from './encode.ts';

/** A table as trees are grown on it: one byte a cell, the cells of a row side by side. */
export interface BinnedTable {
  readonly rows: number;
  readonly features: number;
  /** `codes[row × features + feature]`; 255 for a missing value. Shared between threads where the platform can. */
  readonly codes: Uint8Array;
  /** By feature, see `chooseEdges`. */
  readonly edges: readonly Float64Array<ArrayBuffer>[];
  /** By feature: 1 where a value is missing in some row. */
  readonly hasMissing: Uint8Array<ArrayBuffer>;
}

/** The place of a cell has 31 bits. */
const maxCells = 2 ** 31 - 1;

/** Bins columns, one after the other, giving way to the event loop. */
export async function binTable(
  columns: readonly Float64Array[],
  edgeRows: EdgeRows,
  signal?: AbortSignal,
): Promise<BinnedTable> {
  const rows = columns[0]!.length;
  if (rows * columns.length > maxCells) {
    const message = `Read ${rows} rows × ${columns.length} columns, expected at most ${maxCells} cells. Sample the rows.`;
    throw forestError('FOREST_TOO_MANY_ROWS', message, { rows, columns: columns.length, maxCells });
  }
  const breathe = pacer('Binning a table', signal);
  const codes = new Uint8Array(sharedBuffer(rows * columns.length));
  const hasMissing = new Uint8Array(columns.length);
  const edges: Float64Array<ArrayBuffer>[] = [];
  for (const [feature, values] of columns.entries()) {
    await breathe();
    edges.push(chooseEdges(values, edgeRows));
    await breathe();
    const place = { codes, offset: feature, stride: columns.length, missing: missingCode };
    hasMissing[feature] = encode(values, edges[feature]!, place) ? 1 : 0;
  }
  return { rows, features: columns.length, codes, edges, hasMissing };
}

/** Memory that threads share; plain memory in browsers that are not cross-origin isolated. */
function sharedBuffer(bytes: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}
