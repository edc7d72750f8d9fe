/** An object of a file that may still be malformed. */
export type Row = Record<string, unknown>;

/** The lists of a portfolio file, whatever stands there: what is no list is empty, what is no object has no members. */
export function fileRows(input: unknown): Record<'parties' | 'sites' | 'assets' | 'agreements', Row[]> {
  const file = (typeof input === 'object' && input !== null ? input : {}) as Row;
  return {
    parties: rows(file.parties),
    sites: rows(file.sites),
    assets: rows(file.assets),
    agreements: rows(file.agreements),
  };
}

function rows(value: unknown): Row[] {
  return rowsOrValues(value).map((row) => (typeof row === 'object' && row !== null ? (row as Row) : {}));
}

/** The members of a list, or none. */
export function rowsOrValues(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
