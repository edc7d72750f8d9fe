import { type Check, relative } from './Check.ts';
import type { Table } from './Table.ts';

/** What we compute of one file of the folder. */
export interface PvTable {
  readonly inputs: readonly string[];
  readonly checks: Readonly<Record<string, Check>>;
  /** Our columns, by the names of the file. */
  compute(rows: Table, folder: string): Record<string, ArrayLike<number>>;
}

/** Calls a formula row by row: the tables change place or coefficients from row to row. */
export function byRow(rows: Table, formula: (n: Record<string, number>) => Record<string, number>) {
  const columns = Object.fromEntries(rows.names.map((name) => [name, rows.numbers(name)]));
  const result: Record<string, Float64Array> = {};
  for (let i = 0; i < rows.length; i++) {
    const row = Object.fromEntries(rows.names.map((name) => [name, columns[name]![i]!]));
    for (const [name, value] of Object.entries(formula(row))) {
      result[name] ??= new Float64Array(rows.length);
      result[name][i] = value;
    }
  }
  return result;
}

/** Checks of columns that are closed formulas. */
export const closed = (...names: string[]) => Object.fromEntries(names.map((name) => [name, relative()]));
