import type { Column, Series } from './Series.ts';
import { SeriesError } from './SeriesError.ts';

/** Numbers of one column: an array, or a typed array on any memory. `null`, as in JSON, is a missing number. */
export type ColumnInput = ArrayLike<number | null>;

export interface CreateSeriesOptions<Name extends string> {
  /** Start of the first interval. [epoch ms, UTC] */
  startMs: number;
  /** Length of an interval, a whole number. [ms] */
  stepMs: number;
  /** Numbers by column, NaN or null where missing. An own `Float64Array` is taken as it is, anything else is copied. */
  columns: Readonly<Record<Name, ColumnInput>>;
  /** Share of each interval that usable data stands for. @defaultValue 1 where a number is finite, 0 where not */
  coverage?: Readonly<Partial<Record<Name, ColumnInput>>> | undefined;
  /** Bit sets of `flagBit` by column and interval. */
  quality?: Readonly<Partial<Record<Name, ArrayLike<number>>>> | undefined;
}

/**
 * A series from its columns, checked: one length, a grid, coverage in 0 to 1 and 0 where there is no number.
 * An infinite number is refused: it is a mistake of the computation before, not a gap. Say NaN where a number is missing.
 *
 * Throws `SERIES_GRID`, `SERIES_LENGTH`, `SERIES_NUMBER`, `SERIES_INFINITE`, `SERIES_COVERAGE`, `SERIES_COLUMN`.
 *
 * @example
 * const s = createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [1_000, Number.NaN, 3_000] } });
 * s.coverage.acPowerW // Float64Array [1, 0, 1]
 */
export function createSeries<const Name extends string>(options: CreateSeriesOptions<Name>): Series<Name> {
  const { startMs, stepMs } = options;
  if (!Number.isSafeInteger(startMs) || !Number.isSafeInteger(stepMs) || stepMs <= 0) {
    throw new SeriesError(
      'SERIES_GRID',
      `Read startMs ${startMs} and stepMs ${stepMs}, expected whole milliseconds and a step above 0.`,
      { context: { startMs, stepMs } },
    );
  }
  const names = Object.keys(options.columns) as Name[];
  const length = names[0] === undefined ? 0 : (options.columns[names[0]]?.length ?? 0);
  const columns = {} as Record<Name, Column>;
  const coverage = {} as Record<Name, Column>;
  const quality: Partial<Record<Name, Uint16Array<ArrayBuffer>>> = {};
  checkNames(names, options.coverage, 'coverage');
  checkNames(names, options.quality, 'quality');
  for (const name of names) {
    columns[name] = checkFinite(ownNumbers(checkLength(options.columns[name], length, name, 'column'), name), name);
    const given = options.coverage?.[name];
    coverage[name] = coverageFor(columns[name], given && checkLength(given, length, name, 'coverage'), name);
    const bits = options.quality?.[name];
    if (bits) quality[name] = ownBits(checkLength(bits, length, name, 'quality'));
  }
  return { startMs, stepMs, columns, coverage, ...(Object.keys(quality).length > 0 ? { quality } : {}) };
}

function checkNames(names: readonly string[], given: object | undefined, what: string): void {
  const stranger = Object.keys(given ?? {}).find((name) => !names.includes(name));
  if (stranger === undefined) return;
  throw new SeriesError('SERIES_COLUMN', `Read ${what} of "${stranger}", expected only columns: ${names.join(', ')}.`, {
    context: { column: stranger, columns: names },
  });
}

function checkLength<Item>(values: ArrayLike<Item> | undefined, length: number, column: string, what: string) {
  if (typeof values !== 'object' || values === null || typeof values.length !== 'number') {
    throw new SeriesError('SERIES_COLUMN', `Read ${typeof values} for ${what} "${column}", expected an array.`, {
      context: { column, what },
    });
  }
  if (values.length === length) return values;
  throw new SeriesError(
    'SERIES_LENGTH',
    `Read ${values.length} numbers in ${what} "${column}", expected ${length} as in the first column.`,
    { context: { column, what, read: values.length, expected: length } },
  );
}

function checkFinite(column: Column, name: string): Column {
  for (let i = 0; i < column.length; i++) {
    const read = column[i]!;
    if (Number.isFinite(read) || Number.isNaN(read)) continue;
    throw new SeriesError(
      'SERIES_INFINITE',
      `Read ${read} in column "${name}" at ${i}, expected finite numbers, or NaN where one is missing.`,
      { context: { column: name, index: i, read } },
    );
  }
  return column;
}

function coverageFor(column: Column, given: ColumnInput | undefined, name: string): Column {
  const coverage = new Float64Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const share = given === undefined ? 1 : (given[i] ?? Number.NaN);
    if (!(share >= 0 && share <= 1)) {
      throw new SeriesError('SERIES_COVERAGE', `Read the coverage ${share} of "${name}" at ${i}, expected 0 to 1.`, {
        context: { column: name, index: i, read: share },
      });
    }
    coverage[i] = Number.isNaN(column[i]!) ? 0 : share;
  }
  return coverage;
}

/** The numbers on memory of our own: as they are where they already are that. */
function ownNumbers(values: ColumnInput, name: string): Column {
  if (values instanceof Float64Array && values.buffer instanceof ArrayBuffer) return values as Column;
  const column = new Float64Array(values.length);
  for (let i = 0; i < column.length; i++) {
    const read = values[i];
    if (typeof read !== 'number' && read !== null) {
      throw new SeriesError(
        'SERIES_NUMBER',
        `Read ${typeof read} ${JSON.stringify(read)} in column "${name}" at ${i}, expected a number, or null or NaN where one is missing.`,
        { context: { column: name, index: i, read } },
      );
    }
    column[i] = read ?? Number.NaN;
  }
  return column;
}

function ownBits(bits: ArrayLike<number>): Uint16Array<ArrayBuffer> {
  if (bits instanceof Uint16Array && bits.buffer instanceof ArrayBuffer) return bits as Uint16Array<ArrayBuffer>;
  return Uint16Array.from(bits);
}
