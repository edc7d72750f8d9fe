import { PriceError } from '../PriceError.ts';
import type { PldLayout, PldRow } from './PldLayout.ts';

export interface PldRowsOptions {
  readonly text: string;
  readonly revision: string;
  readonly layouts: readonly PldLayout[];
}

/** The layout that the header shows and the lines below it. The row is one object, moved from line to line. */
export interface PldRows {
  readonly layout: PldLayout;
  readonly rows: Generator<PldRow & { readonly line: number }>;
}

/** Finds the layout of a CSV text by its header. Throws `PRICES_EMPTY` and `PRICES_COLUMNS`. */
export function pldRows({ text, revision, layouts }: PldRowsOptions): PldRows {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const header = lines[0] ?? '';
  if (header.trim() === '' && lines.every((line) => line.trim() === ''))
    throw new PriceError(
      'PRICES_EMPTY',
      { revision, read: 'no text', expected: 'a header and prices' },
      'Check the file.',
    );
  const expected = layouts.map(({ columns, separator }) => `"${columns.join(separator)}"`).join(' or ');
  const fail = (read: string): never => {
    throw new PriceError('PRICES_COLUMNS', { revision, line: 1, read, expected }, 'Check that the file holds PLD.');
  };
  const layout = layouts.find(({ columns, separator }) => {
    const names = new Set(cellsOf(header, separator).map(nameOf));
    return columns.every((column) => names.has(nameOf(column)));
  });
  if (!layout) return fail(`the header "${header.slice(0, 200)}"`);
  const names = cellsOf(header, layout.separator).map(nameOf);
  const twice = layout.columns.find((column) => names.indexOf(nameOf(column)) !== names.lastIndexOf(nameOf(column)));
  if (twice) fail(`the column ${twice} twice`);
  return { layout, rows: walk(lines, layout, names, revision) };
}

function* walk(lines: string[], layout: PldLayout, names: string[], revision: string): PldRows['rows'] {
  const index = new Map(layout.columns.map((column) => [column, names.indexOf(nameOf(column))]));
  let cells: string[] = [];
  const row = {
    line: 1,
    cell: (column: string) => cells[index.get(column)!]!,
    fail(code: PriceError['code'], column: string, expected: string, check: string): never {
      throw new PriceError(code, { revision, line: row.line, column, read: `"${row.cell(column)}"`, expected }, check);
    },
  };
  for (let i = 1; i < lines.length; i += 1) {
    const text = lines[i]!;
    if (text.trim() === '') continue;
    row.line = i + 1;
    cells = cellsOf(text, layout.separator);
    if (cells.length !== names.length) {
      const place = { revision, line: row.line, read: `${cells.length} cells`, expected: `${names.length} cells` };
      throw new PriceError('PRICES_COLUMNS', place, 'The line may be cut short, or a cell holds a separator.');
    }
    yield row;
  }
}

function cellsOf(line: string, separator: string): string[] {
  const cells = line.split(separator);
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i]!.trim();
    cells[i] = cell.startsWith('"') && cell.endsWith('"') && cell.length > 1 ? cell.slice(1, -1).trim() : cell;
  }
  return cells;
}

function nameOf(cell: string): string {
  return cell.toUpperCase();
}
