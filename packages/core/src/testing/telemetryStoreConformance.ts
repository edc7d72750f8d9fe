import assert from 'node:assert/strict';
import { isUsinaError } from '../errors/UsinaError.ts';
import type { TelemetryStore } from '../store/TelemetryStore.ts';
import { storeKeepingCases } from './storeKeepingCases.ts';
import { storeLifeCases } from './storeLifeCases.ts';
import { storeReading } from './storeReading.ts';
import { storeRevisionCases } from './storeRevisionCases.ts';
import type { TestRunner } from './TestRunner.ts';

export interface TelemetryStoreConformanceOptions extends TestRunner {
  /** Name of the adapter, for the titles. */
  name: string;
  /** Opens an empty store. */
  open(): Promise<TelemetryStore>;
  /** Opens again what the last `open` opened, after it was closed; left out for stores that nothing outlives. */
  reopen?(): Promise<TelemetryStore>;
}

/**
 * Registers the tests that every `TelemetryStore` passes, with the runner's own `describe` and `it`.
 *
 * @example
 * telemetryStoreConformance({ name: 'memory', open: async () => createMemoryStore(), describe, it });
 */
export function telemetryStoreConformance({
  name,
  open,
  reopen,
  describe,
  it,
}: TelemetryStoreConformanceOptions): void {
  describe(`telemetry store: ${name}`, () => {
    for (const [title, run] of [...storeKeepingCases, ...storeRevisionCases, ...storeLifeCases]) {
      it(title, async () => {
        const store = await open();
        try {
          await run(store);
        } finally {
          await store.close();
        }
      });
    }

    it('settles everything on close, once, and refuses what comes after', async () => {
      const store = await open();
      const append = store.append([storeReading()]);
      const closing = [store.close(), store.close()];
      assert.deepEqual(await append, { appended: 1, corrected: 0, duplicates: 0 });
      await Promise.all(closing);
      const refused = (error: unknown) => isUsinaError(error, 'STORE_CLOSED');
      await assert.rejects(store.append([storeReading()]), refused);
      await assert.rejects(store.range({ assetId: 'inv-1', startMs: 0, endMs: 1 }), refused);
      await assert.rejects(store.latest({ assetId: 'inv-1' }), refused);
    });

    if (reopen === undefined) return;
    it('has after a restart what was acknowledged before, revisions and flags included', async () => {
      const first = await open();
      await first.append([
        storeReading(),
        storeReading({ atMs: 60_000, values: {}, flags: { acPowerW: ['commError'] } }),
      ]);
      await first.append([storeReading({ receivedAtMs: 9, values: { acPowerW: 7 } })]);
      const query = { assetId: 'inv-1', startMs: 0, endMs: 100_000, revisions: 'all' as const };
      const before = await first.range(query);
      await first.close();
      const second = await reopen();
      try {
        assert.deepEqual(await second.range(query), before);
        assert.deepEqual(await second.append([storeReading()]), { appended: 0, corrected: 0, duplicates: 1 });
      } finally {
        await second.close();
      }
    });
  });
}
