import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { UsinaError } from '@usina/core/errors';

/** A table of text cells with the line that each row stands on, for messages. */
export interface CsvTable {
  file: string;
  columns: string[];
  rows: string[][];
  /** Line of `rows[i]` in the file. */
  lines: number[];
}

const maxBytes = 512 * 1024 * 1024;

/** Reads a comma-separated file, gzipped or not. Every row must have as many cells as the header. */
export async function readCsv(path: string, expected: readonly string[]): Promise<CsvTable> {
  const file = basename(path);
  const text = await readText(path);
  const [header = '', ...body] = text.split(/\r?\n/);
  const columns = cells(header.replace(/^\uFEFF/, ''));
  const missing = expected.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new UsinaError(
      'DATA_COLUMN_MISSING',
      `${file}, line 1: read the columns ${columns.join(', ') || '(none)'}, expected also ${missing.join(', ')}. Rename the columns of the file, or check that it is the right one.`,
      { context: { file, columns, missing } },
    );
  }
  const rows: string[][] = [];
  const lines: number[] = [];
  for (const [index, line] of body.entries()) {
    if (line.trim() === '') continue;
    const row = cells(line);
    if (row.length !== columns.length) {
      throw new UsinaError(
        'DATA_ROW_LENGTH',
        `${file}, line ${index + 2}: read ${row.length} cells, expected ${columns.length} as in the header. Check for a cut-off line or a comma inside a value.`,
        { context: { file, line: index + 2 } },
      );
    }
    rows.push(row);
    lines.push(index + 2);
  }
  if (rows.length === 0)
    throw new UsinaError('DATA_EMPTY', `${file}: read a header and no rows. Check that the export finished.`, {
      context: { file },
    });
  return { file, columns, rows, lines };
}

/** What a column can hold: beyond it a number is a slip of the record. */
export interface Plausible {
  min: number;
  max: number;
}

/** The cells of one column as numbers; empty cells, words, infinities and the impossible are refused with their line. */
export function numbers(table: CsvTable, column: string, { min, max }: Plausible): Float64Array<ArrayBuffer> {
  const index = table.columns.indexOf(column);
  return Float64Array.from(table.rows, (row, i) => {
    const cell = row[index]!;
    const value = cell === '' ? Number.NaN : Number(cell);
    if (value >= min && value <= max) return value;
    if (Number.isFinite(value)) {
      throw new UsinaError(
        'DATA_IMPLAUSIBLE',
        `${table.file}, line ${table.lines[i]}, ${column}: read ${cell}, expected a number from ${min} to ${max}. Check the unit, or leave the whole row out.`,
        { context: { file: table.file, line: table.lines[i], column, read: value, min, max } },
      );
    }
    throw new UsinaError(
      'DATA_NOT_A_NUMBER',
      `${table.file}, line ${table.lines[i]}, ${column}: read "${cell}", expected a number with a decimal point. Leave the whole row out where there is no value.`,
      { context: { file: table.file, line: table.lines[i], column, read: cell } },
    );
  });
}

/** The cells of one column as text. */
export function texts(table: CsvTable, column: string): string[] {
  const index = table.columns.indexOf(column);
  return table.rows.map((row) => row[index]!);
}

function cells(line: string): string[] {
  return line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

async function readText(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    const plain = path.endsWith('.gz') ? await promisify(gunzip)(bytes, { maxOutputLength: maxBytes }) : bytes;
    return plain.toString('utf8');
  } catch (cause) {
    throw new UsinaError(
      'DATA_UNREADABLE',
      `${path}: could not be read (${(cause as Error).message}). Check the path, the rights and that the archive is whole.`,
      {
        cause,
        context: { path },
      },
    );
  }
}
