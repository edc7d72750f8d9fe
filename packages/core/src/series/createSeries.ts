import { type ColumnInput, lengthOf, numbersOf, type OwnNumbers } from './numbersOf.ts';
import type { Column, Series } from './Series.ts';
import { SeriesError } from './SeriesError.ts';

export interface CreateSeriesOptions<Name extends string> {
  /** Start of the first interval. [epoch ms, UTC] */
  startMs: number;
  /** Length of an interval, a whole number. [ms] */
  stepMs: number;
  /** Numbers by column, NaN or null where missing. An own `Float64Array` is taken as it is, anything else is copied. */
  columns: Readonly<Record<Name, ColumnInput>>;
  /** Share of each interval that usable data stands for. @defaultValue 1 where a number is finite, 0 where not */
  coverage?: Readonly<Partial<Record<Name, ArrayLike<number>>>> | undefined;
  /** Bit sets of `flagBit` by column and interval. */
  quality?: Readonly<Partial<Record<Name, ArrayLike<number>>>> | undefined;
}

/**
 * A series from its columns, checked: one length, a grid, coverage in 0 to 1 and 0 where there is no number.
 * An infinite number is refused: it is a mistake of the computation before, not a gap. Say NaN where a number is missing.
 *
 * Throws `SERIES_GRID`, `SERIES_LENGTH`, `SERIES_INFINITE`, `SERIES_VALUE`, `SERIES_COVERAGE`, `SERIES_COLUMN`.
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
  const length = lengthOf(options.columns[names[0]!]);
  const columns = {} as Record<Name, Column>;
  const coverage = {} as Record<Name, Column>;
  const quality: Partial<Record<Name, Uint16Array<ArrayBuffer>>> = {};
  checkNames(names, options.coverage, 'coverage');
  checkNames(names, options.quality, 'quality');
  for (const name of names) {
    const take = <Kind extends OwnNumbers>(values: ColumnInput, what: string, kind: new (length: number) => Kind) => {
      checkLength(values, length, name, what);
      return numbersOf(values, name, kind);
    };
    columns[name] = take(options.columns[name], 'column', Float64Array);
    const shares = options.coverage?.[name];
    coverage[name] = coverageFor(columns[name], shares && take(shares, 'coverage', Float64Array), name);
    const bits = options.quality?.[name];
    if (bits) quality[name] = take(bits, 'quality', Uint16Array);
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

function checkLength(values: unknown, expected: number | undefined, column: string, what: string): void {
  const read = lengthOf(values);
  if (read !== undefined && read === expected) return;
  throw new SeriesError(
    read === undefined ? 'SERIES_COLUMN' : 'SERIES_LENGTH',
    `Read ${read ?? 'no'} numbers in ${what} "${column}", expected ${expected === undefined ? 'an array' : `${expected} as in the first column`}.`,
    { context: { column, what, read, expected } },
  );
}

/** Throws for an infinite number too, as every number is looked at. */
function coverageFor(column: Column, given: Column | undefined, name: string): Column {
  const coverage = new Float64Array(column.length);
  for (let index = 0; index < column.length; index++) {
    const read = column[index]!;
    const share = given ? given[index]! : 1;
    if (!(share >= 0 && share <= 1)) {
      throw new SeriesError(
        'SERIES_COVERAGE',
        `Read the coverage ${share} of "${name}" at ${index}, expected 0 to 1.`,
        {
          context: { column: name, index, read: share },
        },
      );
    }
    if (Number.isFinite(read)) coverage[index] = share;
    else if (!Number.isNaN(read)) {
      throw new SeriesError(
        'SERIES_INFINITE',
        `Read ${read} in column "${name}" at ${index}, expected finite numbers, or NaN where one is missing.`,
        { context: { column: name, index, read } },
      );
    }
  }
  return coverage;
}
