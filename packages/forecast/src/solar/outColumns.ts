import type { Column } from '@usina/core/series';
import { outColumn } from './Quantity.ts';

/** The arrays to write several results to: the caller's, where they have the length, and new ones. */
export function outColumns<Name extends string>(
  names: readonly Name[],
  length: number,
  out: Partial<Record<Name, Column>> = {},
): Record<Name, Column> {
  const entries = names.map((name) => [name, outColumn(out[name], length)]);
  return Object.fromEntries(entries) as Record<Name, Column>;
}

/** The first number of each array: the result of a call with single numbers. */
export function firstNumbers<Name extends string>(columns: Record<Name, Column>): Record<Name, number> {
  const entries = Object.entries<Column>(columns).map(([name, column]) => [name, column[0]!]);
  return Object.fromEntries(entries) as Record<Name, number>;
}
