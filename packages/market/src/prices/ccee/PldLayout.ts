import type { PriceErrorCode } from '../PriceError.ts';

/** One line of a file, with its cells by column name. */
export interface PldRow {
  /** The trimmed cell of a required column. */
  cell(column: string): string;
  /** Stops the parser with a typed error that names line and column. */
  fail(code: PriceErrorCode, column: string, expected: string, check: string): never;
}

/** One way to write PLD in a CSV file. A further layout is a further value of this type. */
export interface PldLayout {
  readonly id: string;
  readonly separator: string;
  /** Columns that the header must name, in any order; others are ignored. */
  readonly columns: readonly string[];
  readonly priceColumn: string;
  /** Column that names the submarket; undefined where a file holds one only and does not say which. */
  readonly submarketColumn?: string;
  /** Product of the price series: hourly and daily prices never mix. */
  readonly product: string;
  readonly stepMs: number;
  /** Start of the interval that the row prices, epoch milliseconds UTC. */
  startMs(row: PldRow): number;
}
