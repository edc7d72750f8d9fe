import { Worker } from 'node:worker_threads';
import { storeFromBackend } from '../store/storeFromBackend.ts';
import type { TelemetryStore } from '../store/TelemetryStore.ts';
import { GroupCommit } from './GroupCommit.ts';
import { decodeBatch } from './readingBatch.ts';
import { WorkerLink } from './WorkerLink.ts';

export interface OpenSqliteStoreOptions {
  /** Path of the file; it is made when it is not there, its folder is not. `-wal` lies beside it while it is open. */
  file: string;
  /** Whose readings: part of every key. One file can hold several portfolios, one of them open at a time. @defaultValue 'default' */
  portfolioId?: string;
  /** Bound of the file; an append beyond rejects with `STORE_FULL`. [bytes] @defaultValue the disk */
  maxBytes?: number;
  /** Readings kept in the log and in memory before they move into chunks. @defaultValue 65_536 */
  logReadings?: number;
  /** Makes the worker, where the application is bundled into one file: run `@usina/core`'s `dist/sqlite/worker.js`. */
  createWorker?: () => Worker;
}

/**
 * Opens a telemetry store in one SQLite file. It runs in a worker, so that no disk access blocks a stream.
 *
 * An append resolves after its transaction is fsync'd (WAL, `synchronous=FULL`); appends that wait share one. A process
 * that is killed loses nothing that was acknowledged. Whether a power cut does is up to the disk: some report a flush
 * before it is done, and no test of ours can prove otherwise.
 *
 * Rejects with a `StoreError`: `STORE_UNWRITABLE`, `STORE_LOCKED`, `STORE_CORRUPT`, `STORE_FORMAT_UNKNOWN`,
 * `STORE_FORMAT_FUTURE`.
 *
 * @example
 * const store = await openSqliteStore({ file: 'plant.db', portfolioId: 'serra' });
 * await store.append([{ assetId: 'inv-1', atMs: 0, receivedAtMs: 5, source: 'sunspec', values: { acPowerW: 4_200 } }]);
 * // { appended: 1, corrected: 0, duplicates: 0 }
 */
export async function openSqliteStore({
  file,
  portfolioId = 'default',
  maxBytes,
  logReadings = 65_536,
  createWorker = () => new Worker(new URL(import.meta.resolve('#sqlite-worker'))),
}: OpenSqliteStoreOptions): Promise<TelemetryStore> {
  const link = new WorkerLink(createWorker(), file);
  try {
    await link.ask('open', { file, portfolioId, maxBytes, logReadings });
  } catch (error) {
    await link.terminate();
    throw error;
  }
  const commits = new GroupCommit((batches, sizes) =>
    link.ask(
      'append',
      { batches, sizes },
      batches.map(({ buffer }) => buffer),
    ),
  );
  return storeFromBackend({
    append: (readings) => commits.append(readings),
    async page(query) {
      const { bytes, nextMs } = await link.ask('page', query);
      return { readings: decodeBatch(bytes), nextMs };
    },
    latest: (query) => link.ask('latest', query),
    eraseAsset: (assetId) => link.ask('eraseAsset', assetId),
    retain: (beforeMs) => link.ask('retain', beforeMs),
    close: () => link.close(),
  });
}
