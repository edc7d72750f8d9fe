import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { of } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { storeReading } from '../testing/storeReading.ts';
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

describe('openSqliteStore', () => {
  it('says what it stored', async () => {
    const store = await openSqliteStore({ file: join(folder, 'plant.db'), portfolioId: 'serra' });
    expect(
      await store.append([
        { assetId: 'inv-1', atMs: 0, receivedAtMs: 5, source: 'sunspec', values: { acPowerW: 4_200 } },
      ]),
    ).toEqual({ appended: 1, corrected: 0, duplicates: 0 });
    await store.close();
  });

  it('gives each of many appends in flight its own result', async () => {
    const store = await openSqliteStore({ file: join(folder, 'many.db') });
    const results = await Promise.all(
      Array.from({ length: 500 }, (_, index) => {
        const atMs = Math.floor(index / 2);
        return store.append(
          index % 2 === 0 ? [storeReading({ atMs })] : [storeReading({ atMs }), storeReading({ atMs, sequence: 1 })],
        );
      }),
    );
    const total = (outcome: 'appended' | 'duplicates') => results.reduce((sum, result) => sum + result[outcome], 0);
    expect([total('appended'), total('duplicates')]).toEqual([500, 250]);
    expect(results[499]).toEqual({ appended: 1, corrected: 0, duplicates: 1 });
    await store.close();
  });

  it('stores a stream, and closing waits for it', async () => {
    const options = { file: join(folder, 'stream.db') };
    const store = await openSqliteStore(options);
    const writer = store.writer();
    of(...Array.from({ length: 2_000 }, (_, atMs) => storeReading({ atMs }))).subscribe(writer);
    await store.close();
    expect(writer.status()).toMatchObject({ received: 2_000, appended: 2_000, pending: 0, failed: 0 });
    const again = await openSqliteStore(options);
    expect(await again.range({ assetId: 'inv-1', startMs: 0, endMs: 2_000 })).toHaveLength(2_000);
    await again.close();
  });

  it('reads a range until it is told to stop', async () => {
    const store = await openSqliteStore({ file: join(folder, 'stop.db') });
    await store.append(Array.from({ length: 9_000 }, (_, atMs) => storeReading({ atMs })));
    const controller = new AbortController();
    let pages = 0;
    const reading = (async () => {
      for await (const _page of store.scan({ assetId: 'inv-1', startMs: 0, endMs: 9_000, signal: controller.signal })) {
        pages += 1;
        controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
    expect(pages).toBe(1);
    await store.close();
  });
});
