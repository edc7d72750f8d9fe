import { SeriesError } from './SeriesError.ts';

/** Numbers of one column: an array, or a typed array on any memory. In an array `null` is a missing number, as on the wire. */
export type ColumnInput = ArrayLike<number | null>;

export type OwnNumbers = Float64Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** The numbers as a typed array on memory of our own: as they are where they already are that. */
export function numbersOf<Kind extends OwnNumbers>(
  values: ColumnInput,
  column: string,
  kind: new (length: number) => Kind,
): Kind {
  if (values instanceof kind && values.buffer instanceof ArrayBuffer) return values;
  const numbers = new kind(values.length);
  for (let index = 0; index < numbers.length; index++) {
    const read: unknown = values[index];
    if (typeof read !== 'number' && read !== null) {
      throw new SeriesError(
        'SERIES_VALUE',
        `Read "${String(read)}" in column "${column}" at ${index}, expected numbers, or NaN where one is missing.`,
        { context: { column, index, read } },
      );
    }
    numbers[index] = read ?? Number.NaN;
  }
  return numbers;
}

/** How many there are; undefined when the values are no list. */
export function lengthOf(values: unknown): number | undefined {
  return typeof values === 'object' ? (values as ArrayLike<unknown> | null)?.length : undefined;
}
