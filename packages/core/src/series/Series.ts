/** A column of numbers that this library made: never on shared memory. */
export type Column = Float64Array<ArrayBuffer>;

/**
 * Values on a regular time grid. Interval `i` runs from `startMs + i × stepMs` (included) to the next start
 * (excluded); every column is keyed by that start and has the same length. NaN says missing.
 * For grids that no fixed step can make (local days, billing months) see `calendarBuckets`.
 */
export interface Series<Name extends string = string> {
  readonly startMs: number;
  readonly stepMs: number;
  readonly columns: Readonly<Record<Name, Column>>;
  /** Flags by column and interval, as bit sets of `flagBit`. */
  readonly quality?: Readonly<Partial<Record<Name, Uint16Array<ArrayBuffer>>>> | undefined;
  /** Share of each interval that usable data stands for, 0 to 1, by column. */
  readonly coverage: Readonly<Record<Name, Column>>;
}
