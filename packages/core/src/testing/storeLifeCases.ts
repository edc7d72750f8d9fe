import assert from 'node:assert/strict';
import { appended, hasCode, minuteMs, type StoreCase, wholeRange } from './StoreCase.ts';
import { storeMinutes, storeReading } from './storeReading.ts';

/** How a store is lived with: newest values, erasure, retention, streams. */
export const storeLifeCases: readonly StoreCase[] = [
  [
    'knows the newest value of every point',
    async (store) => {
      await store.append([storeReading({ values: { acPowerW: 1, energyWh: 10 } })]);
      await store.append([storeReading({ atMs: minuteMs, values: { acPowerW: 2 } })]);
      await store.append([
        storeReading({ atMs: 30_000, values: { acPowerW: 9 }, flags: { frequencyHz: ['commError'] } }),
      ]);
      assert.deepEqual(await store.latest({ assetId: 'inv-1' }), {
        acPowerW: { value: 2, atMs: minuteMs, receivedAtMs: 1, source: 'test' },
        energyWh: { value: 10, atMs: 0, receivedAtMs: 1, source: 'test' },
        frequencyHz: { atMs: 30_000, receivedAtMs: 1, source: 'test', flags: ['commError'] },
      });
      assert.deepEqual(Object.keys(await store.latest({ assetId: 'inv-1', points: ['energyWh'] })), ['energyWh']);
      assert.deepEqual(await store.latest({ assetId: 'inv-2' }), {});
      assert.deepEqual(await store.latest({ assetId: 'inv-1', beforeMs: minuteMs }), {
        acPowerW: { value: 9, atMs: 30_000, receivedAtMs: 1, source: 'test' },
        energyWh: { value: 10, atMs: 0, receivedAtMs: 1, source: 'test' },
        frequencyHz: { atMs: 30_000, receivedAtMs: 1, source: 'test', flags: ['commError'] },
      });
      assert.deepEqual(await store.latest({ assetId: 'inv-1', beforeMs: 0 }), {});
    },
  ],
  [
    'knows the newest values of many assets in one call',
    async (store) => {
      await store.append([
        storeReading({ values: { acPowerW: 1 } }),
        storeReading({ assetId: 'inv-2', atMs: minuteMs, values: { acPowerW: 2, energyWh: 5 } }),
        storeReading({ atMs: minuteMs, values: { acPowerW: 3 } }),
      ]);
      const assetIds = ['inv-2', 'inv-1', 'inv-9'];
      assert.deepEqual(await store.latest({ assetIds, points: ['acPowerW'] }), {
        'inv-1': { acPowerW: { value: 3, atMs: minuteMs, receivedAtMs: 1, source: 'test' } },
        'inv-2': { acPowerW: { value: 2, atMs: minuteMs, receivedAtMs: 1, source: 'test' } },
        'inv-9': {},
      });
      assert.deepEqual(await store.latest({ assetIds: [] }), {});
      await assert.rejects(store.latest({ assetIds: ['inv-1', ''] }), hasCode('STORE_QUERY_INVALID'));
    },
  ],
  [
    'forgets newest values with their readings, and takes late and corrected ones into account',
    async (store) => {
      await store.append([
        storeReading({ values: { energyWh: 1 } }),
        storeReading({ atMs: 2 * minuteMs, values: { acPowerW: 2 } }),
      ]);
      await store.retain({ beforeMs: minuteMs });
      const values = async () =>
        Object.entries(await store.latest({ assetId: 'inv-1' })).map(([point, { value }]) => [point, value]);
      assert.deepEqual(await values(), [['acPowerW', 2]]);
      await store.append([storeReading({ atMs: minuteMs, values: { acPowerW: 1, frequencyHz: 60 } })]);
      assert.deepEqual(await values(), [
        ['acPowerW', 2],
        ['frequencyHz', 60],
      ]);
      await store.append([storeReading({ atMs: 2 * minuteMs, receivedAtMs: 9, values: { dcPowerW: 4 } })]);
      assert.deepEqual((await values()).sort(), [
        ['acPowerW', 1],
        ['dcPowerW', 4],
        ['frequencyHz', 60],
      ]);
    },
  ],
  [
    'erases an asset and nothing else',
    async (store) => {
      await store.append([...storeMinutes(5), storeReading({ assetId: 'inv-2' })]);
      assert.deepEqual(await store.eraseAsset('inv-1'), { removed: 5 });
      assert.deepEqual(await store.range(wholeRange), []);
      assert.deepEqual(await store.latest({ assetId: 'inv-1' }), {});
      assert.equal((await store.range({ ...wholeRange, assetId: 'inv-2' })).length, 1);
      assert.deepEqual(await store.append([storeReading()]), appended(1));
    },
  ],
  [
    'retains what is not older than the instant',
    async (store) => {
      await store.append(storeMinutes(3_000));
      assert.deepEqual(await store.retain({ beforeMs: 2_500 * minuteMs }), { removed: 2_500 });
      const left = await store.range(wholeRange);
      assert.equal(left.length, 500);
      assert.equal(left[0]?.atMs, 2_500 * minuteMs);
      await assert.rejects(store.retain({ beforeMs: Number.NaN }), hasCode('STORE_QUERY_INVALID'));
    },
  ],
  [
    'writes what a stream gives it, and counts what it cannot write',
    async (store) => {
      const errors: string[] = [];
      const writer = store.writer({ maxPending: 3, onError: ({ code }) => errors.push(code) });
      writer.next(storeReading({ values: { acPowerW: Number.POSITIVE_INFINITY } }));
      for (const reading of storeMinutes(5)) writer.next(reading);
      const status = await writer.idle();
      const { lastError, ...counts } = status;
      assert.deepEqual(counts, {
        received: 6,
        appended: 3,
        corrected: 0,
        duplicates: 0,
        dropped: 2,
        rejected: 1,
        failed: 0,
        pending: 0,
      });
      assert.deepEqual(errors, ['STORE_READING_INVALID', 'STORE_FULL']);
      assert.ok(hasCode('STORE_FULL')(lastError));
      assert.equal((await store.range(wholeRange)).length, 3);
    },
  ],
  [
    'tells once of an overload that lasts, and again of the next one',
    async (store) => {
      const told: string[] = [];
      const writer = store.writer({ maxPending: 3, onError: ({ code }) => told.push(code) });
      const give = async (count: number) => {
        for (const reading of storeMinutes(count)) writer.next(reading);
        await writer.idle();
      };
      for (let round = 0; round < 4; round += 1) await give(5);
      assert.deepEqual(told, ['STORE_FULL']);
      await give(3);
      await give(5);
      assert.deepEqual(told, ['STORE_FULL', 'STORE_FULL']);
      assert.equal(writer.status().dropped, 10);
    },
  ],
];
