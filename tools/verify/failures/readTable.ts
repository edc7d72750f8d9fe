import { readFileSync } from 'node:fs';
import type { FeatureColumn } from '@usina/core/forest';

/** A table of failures: columns f0…fN, and y, which is 1 where the machine failed. An empty cell is a missing value. */
export function readTable(file: string): { features: FeatureColumn[]; labels: number[] } {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  const names = header.split(',');
  const target = names.indexOf('y');
  if (target < 0) throw new Error(`${file}: no column y, read ${header}.`);
  const rows = lines.map((line, index) => {
    const cells = line.split(',').map((cell) => (cell === '' ? Number.NaN : Number(cell)));
    if (cells.length === names.length) return cells;
    throw new Error(`${file}, line ${index + 2}: ${cells.length} cells, expected ${names.length}.`);
  });
  const features = names.flatMap((name, column) =>
    column === target ? [] : [{ name, unit: '1', values: Float64Array.from(rows, (row) => row[column]!) }],
  );
  return { features, labels: rows.map((row) => row[target]!) };
}
