import assert from 'node:assert/strict';
import { appended, minuteMs, type StoreCase, wholeRange } from './StoreCase.ts';
import { storeReading } from './storeReading.ts';

/** What a store does with a key that comes again. */
export const storeRevisionCases: readonly StoreCase[] = [
  [
    'takes the same reading once',
    async (store) => {
      assert.deepEqual(await store.append([storeReading(), storeReading()]), {
        appended: 1,
        corrected: 0,
        duplicates: 1,
      });
      assert.deepEqual(await store.append([storeReading({ receivedAtMs: 99 })]), {
        appended: 0,
        corrected: 0,
        duplicates: 1,
      });
      assert.deepEqual(await store.range({ ...wholeRange, revisions: 'all' }), [storeReading()]);
    },
  ],
  [
    'keeps a different value under one key as a corrected revision',
    async (store) => {
      await store.append([storeReading({ receivedAtMs: 10 })]);
      const second = storeReading({ receivedAtMs: 20, values: { acPowerW: 990 } });
      assert.deepEqual(await store.append([second]), { appended: 0, corrected: 1, duplicates: 0 });
      const corrected = { ...second, flags: { acPowerW: ['corrected'] } };
      assert.deepEqual(await store.range(wholeRange), [corrected]);
      assert.deepEqual(await store.range({ ...wholeRange, revisions: 'all' }), [
        storeReading({ receivedAtMs: 10 }),
        corrected,
      ]);
      assert.deepEqual(await store.append([second]), { appended: 0, corrected: 0, duplicates: 1 });
    },
  ],
  [
    'takes appends in the order of their calls, however long they are',
    async (store) => {
      const long = Array.from({ length: 9_000 }, (_, index) =>
        storeReading({ atMs: index * 1_000, receivedAtMs: 1e9 }),
      );
      const first = store.append(long);
      const second = store.append([{ ...long[8_500]!, values: { acPowerW: 2 } }]);
      assert.deepEqual(await first, appended(9_000));
      assert.deepEqual(await second, { appended: 0, corrected: 1, duplicates: 0 });
      const [newest] = await store.range({ ...wholeRange, startMs: 8_500_000, endMs: 8_500_001 });
      assert.equal(newest?.values.acPowerW, 2);
    },
  ],
  [
    'erases what was given before the call, and keeps what is given after it',
    async (store) => {
      const calls = [
        store.append([storeReading(), storeReading({ atMs: minuteMs })]),
        store.eraseAsset('inv-1'),
        store.append([storeReading({ atMs: 2 * minuteMs })]),
      ];
      assert.deepEqual(await Promise.all(calls), [appended(2), { removed: 2 }, appended(1)]);
      assert.equal((await store.range(wholeRange)).length, 1);
    },
  ],
  [
    'is not touched by what becomes of the list that it was given',
    async (store) => {
      const list = [storeReading()];
      const append = store.append(list);
      list.length = 0;
      assert.deepEqual(await append, appended(1));
    },
  ],
  [
    'tells what was known at an instant',
    async (store) => {
      await store.append([storeReading({ receivedAtMs: 20, values: { acPowerW: 2 } })]);
      await store.append([storeReading({ receivedAtMs: 10, values: { acPowerW: 1 } })]);
      await store.append([storeReading({ receivedAtMs: 30, values: { energyWh: 3 } })]);
      const known = async (asKnownAtMs: number) =>
        (await store.range({ ...wholeRange, revisions: { asKnownAtMs } })).map(({ values }) => values);
      assert.deepEqual(await known(9), []);
      assert.deepEqual(await known(10), [{ acPowerW: 1 }]);
      assert.deepEqual(await known(29), [{ acPowerW: 2 }]);
      assert.deepEqual(await known(30), [{ energyWh: 3 }]);
      assert.deepEqual(await store.range({ ...wholeRange, points: ['acPowerW'] }), []);
      assert.equal((await store.latest({ assetId: 'inv-1', revisions: { asKnownAtMs: 15 } })).acPowerW?.value, 1);
    },
  ],
  [
    'tells readings of one instant apart by source and sequence',
    async (store) => {
      const readings = [
        storeReading({ sequence: 1 }),
        storeReading({ sequence: 2 }),
        storeReading({ source: 'other' }),
      ];
      assert.deepEqual(await store.append(readings), appended(3));
      assert.equal((await store.range(wholeRange)).length, 3);
      const restarted = storeReading({ sequence: 1, atMs: minuteMs });
      assert.deepEqual(await store.append([restarted]), appended(1));
    },
  ],
];
