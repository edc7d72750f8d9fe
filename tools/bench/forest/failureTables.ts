import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FeatureColumn, makeImbalanced, takeRows } from '@usina/core/forest';
import { readTable } from '../../verify/failures/readTable.ts';

interface Table {
  features: FeatureColumn[];
  labels: number[];
}

/** A table to train on, one of 20,000 rows to test on, and the script of the peer where there is one. */
export interface FailureTables {
  train: Table;
  test: Table;
  peer?: { folder: string; rows: number };
}

/** Tables by the script of a folder, seed 7, or by our own generator where no folder is given. */
export function failureTables(folder: string | undefined, rows: number): FailureTables {
  const testRows = 20_000;
  if (folder === undefined) {
    const { features, labels } = makeImbalanced({ rows: rows + testRows, seed: 7 });
    const part = (from: number, count: number) => {
      const chosen = Array.from({ length: count }, (_, index) => from + index);
      return { features: takeRows(features, chosen), labels: chosen.map((row) => labels[row]!) };
    };
    return { train: part(0, rows), test: part(rows, testRows) };
  }
  const files = withFiles(folder, rows, (name) => ({
    train: readTable(`${name}.train.csv`),
    test: readTable(`${name}.test.csv`),
  }));
  return { ...files, peer: { folder, rows } };
}

/** Makes the files of the script in a folder of their own, which is gone afterwards. */
export function withFiles<Result>(folder: string, rows: number, use: (name: string) => Result): Result {
  const own = mkdtempSync(join(tmpdir(), 'usina-bench-'));
  try {
    const name = join(own, 'failures');
    const size = ['--rows', String(rows), '--test', '20000', '--seed', '7'];
    execFileSync('/usr/bin/python3', [join(folder, 'make_failures.py'), ...size, '--out', name]);
    return use(name);
  } finally {
    rmSync(own, { recursive: true });
  }
}
