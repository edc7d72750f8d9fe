import { readFileSync } from 'node:fs';

/** A CSV file by column: text, or numbers with NaN for empty cells. */
export interface Table {
  readonly names: readonly string[];
  readonly length: number;
  text(name: string): string[];
  numbers(name: string): Float64Array;
}

/** Reads a table; throws with its path and columns when one is asked that it does not have. */
export function readTable(path: string): Table {
  const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const names = head!.split(',');
  const cells = lines.map((line) => line.split(','));
  const text = (name: string) => {
    const index = names.indexOf(name);
    if (index < 0) throw new Error(`${path} has no column "${name}", read ${names.join(', ')}.`);
    return cells.map((row) => row[index] ?? '');
  };
  return {
    names,
    length: cells.length,
    text,
    numbers: (name) => Float64Array.from(text(name), (cell) => (cell === '' ? Number.NaN : Number(cell))),
  };
}
