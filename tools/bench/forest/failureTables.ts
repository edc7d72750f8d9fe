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

/** A table to train on, one of 20,000 rows to test on, and where the peer finds its scripts. */
export interface FailureTables {
  train: Table;
  test: Table;
  peer?: { folder: string; rows: number; seed: number };
}

/** Tables by the script of a folder, or by our own generator where no folder is given. */
export function failureTables(folder: string | undefined, rows: number, seed = 7): FailureTables {
  const testRows = 20_000;
  if (folder === undefined) {
    const { features, labels } = makeImbalanced({ rows: rows + testRows, seed });
    const part = (from: number, count: number) => {
      const chosen = Array.from({ length: count }, (_, index) => from + index);
      return { features: takeRows(features, chosen), labels: chosen.map((row) => labels[row]!) };
    };
    return { train: part(0, rows), test: part(rows, testRows) };
  }
  const files = withFiles({ folder, rows, seed }, (name) => ({
    train: readTable(`${name}.train.csv`),
    test: readTable(`${name}.test.csv`),
  }));
  return { ...files, peer: { folder, rows, seed } };
}

/** Makes the files of the script in a folder of their own, which is gone afterwards. */
export function withFiles<Result>(
  { folder, rows, seed }: NonNullable<FailureTables['peer']>,
  use: (name: string) => Result,
): Result {
  const own = mkdtempSync(join(tmpdir(), 'usina-bench-'));
  try {
    const name = join(own, 'failures');
    const size = ['--rows', String(rows), '--test', '20000', '--seed', String(seed)];
    execFileSync('/usr/bin/python3', [join(folder, 'make_failures.py'), ...size, '--out', name]);
    return use(name);
  } finally {
    rmSync(own, { recursive: true });
  }
}
