import { checkOption } from '../checkOption.ts';
import { forestError } from '../ForestError.ts';
import { nextRandom } from './nextRandom.ts';

/** Most rows of a table: a row number has 24 bits in an entry. */
export const maxTableRows = 2 ** 24;
/** Most often that one entry says its row was drawn; further draws make another entry. */
const maxDraws = 127;

export interface DrawOptions {
  readonly rows: number;
  /** Rows drawn. */
  readonly draws: number;
  /** Draw with replacement; otherwise each row once. */
  readonly replace: boolean;
  /** Running sums of row weights: a row is drawn in proportion to its weight. */
  readonly cumulative?: Float64Array | undefined;
}

/** Checks how rows are to be drawn: `FOREST_TOO_MANY_ROWS`, `FOREST_OPTION_INVALID`. */
export function drawOptions({
  rowWeights,
  ...options
}: Omit<DrawOptions, 'cumulative'> & { rowWeights?: Float64Array | undefined }): DrawOptions {
  if (options.rows > maxTableRows) {
    throw forestError(
      'FOREST_TOO_MANY_ROWS',
      `Read ${options.rows} rows, expected at most ${maxTableRows}. Sample them.`,
      {
        rows: options.rows,
        maxRows: maxTableRows,
      },
    );
  }
  if (!rowWeights) return options;
  checkOption(
    'bootstrap',
    options.replace,
    options.replace,
    'true where rows have weights: they say how often a row is drawn',
  );
  let sum = 0;
  return {
    ...options,
    cumulative: rowWeights.map((weight) => {
      sum += weight;
      return sum;
    }),
  };
}

/** The rows of one tree as entries (`row | draws << 24`), ascending by row. */
export function drawEntries({ rows, draws, replace, cumulative }: DrawOptions, seed: number): Int32Array<ArrayBuffer> {
  if (!replace) return Int32Array.from({ length: rows }, (_, row) => row | (1 << 24));
  const times = new Uint32Array(rows);
  let state = seed;
  for (let draw = 0; draw < draws; draw++) {
    state = nextRandom(state);
    const share = (state >>> 0) / 2 ** 32;
    times[cumulative ? rowAt(cumulative, share) : Math.floor(share * rows)]!++;
  }
  let count = 0;
  for (let row = 0; row < rows; row++) count += Math.ceil(times[row]! / maxDraws);
  const entries = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let left = times[row]!; left > 0; left -= maxDraws) entries[at++] = row | (Math.min(left, maxDraws) << 24);
  }
  return entries;
}

function rowAt(cumulative: Float64Array, share: number): number {
  const wanted = share * cumulative.at(-1)!;
  let [low, high] = [0, cumulative.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}
