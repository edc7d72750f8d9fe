import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { telemetryStoreConformance } from '../testing/telemetryStoreConformance.ts';
import { openSqliteStore } from './openSqliteStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'usina-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

for (const logReadings of [65_536, 3]) {
  const options = () => ({ file: join(folder, `${files}.db`), portfolioId: 'p', logReadings });
  telemetryStoreConformance({
    name: `SQLite, chunks after ${logReadings} readings`,
    open: () => {
      files += 1;
      return openSqliteStore(options());
    },
    reopen: () => openSqliteStore(options()),
    describe,
    it,
  });
}
