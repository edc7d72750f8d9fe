import type { ColumnKind, ColumnKinds } from './columnKind.ts';
import { SeriesError } from './SeriesError.ts';

const kindNames: Readonly<Record<ColumnKind, true>> = {
  gauge: true,
  angle: true,
  amount: true,
  counter: true,
  state: true,
};

/** Throws `SERIES_COLUMN` for the kind of a column that is not there, `SERIES_KIND` for a kind that is none. */
export function checkKinds(kinds: ColumnKinds<string> | undefined, columns: readonly string[]): void {
  for (const [column, kind] of Object.entries(kinds ?? {})) {
    if (!columns.includes(column))
      throw new SeriesError('SERIES_COLUMN', `Read the kind of "${column}", expected one of: ${columns.join(', ')}.`, {
        context: { column, columns },
      });
    if (kind !== undefined && !Object.hasOwn(kindNames, kind))
      throw new SeriesError(
        'SERIES_KIND',
        `Read the kind "${String(kind)}" of "${column}", expected one of: ${Object.keys(kindNames).join(', ')}.`,
        { context: { column, kind } },
      );
  }
}

/** The kinds of some of the columns. */
export function kindsOf<Name extends string>(
  kinds: ColumnKinds<string> | undefined,
  columns: readonly Name[],
): ColumnKinds<Name> {
  const some: Partial<Record<Name, ColumnKind>> = {};
  for (const column of columns) {
    const kind = kinds?.[column];
    if (kind !== undefined) some[column] = kind;
  }
  return some;
}
