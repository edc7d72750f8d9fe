import assert from 'node:assert/strict';
import { isUsinaError } from '../errors/UsinaError.ts';
import type { TelemetryStore } from '../store/TelemetryStore.ts';
import { storeReading } from './storeReading.ts';

/** Title and test, each on an empty store. */
export type StoreCase = readonly [title: string, run: (store: TelemetryStore) => Promise<void>];

const minuteMs = 60_000;
const all = { assetId: 'inv-1', startMs: 0, endMs: 1e12 };
const appended = (count: number) => ({ appended: count, corrected: 0, duplicates: 0 });
const hasCode = (code: string) => (error: unknown) => isUsinaError(error, code);
const minutes = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    storeReading({ atMs: index * minuteMs, receivedAtMs: index * minuteMs + 5, values: { acPowerW: index } }),
  );

const keeping: StoreCase[] = [
  [
    'gives back exactly what it was given',
    async (store) => {
      const reading = storeReading({
        sequence: 7,
        values: { acPowerW: -0.1, energyWh: 7_850_000_000.5, acmeFanRpm: Number.MIN_VALUE },
        flags: { acPowerW: ['outOfRange'], frequencyHz: ['notImplemented', 'retained'] },
      });
      assert.deepEqual(await store.append([reading]), appended(1));
      assert.deepEqual(await store.range(all), [reading]);
    },
  ],
  [
    'orders by instant whatever the order of arrival',
    async (store) => {
      const readings = minutes(50);
      for (const reading of [...readings.slice(25).reverse(), ...readings.slice(0, 25)]) await store.append([reading]);
      assert.deepEqual(await store.range(all), readings);
    },
  ],
  [
    'takes ranges as half-open',
    async (store) => {
      await store.append(minutes(4));
      const range = await store.range({ ...all, startMs: minuteMs, endMs: 3 * minuteMs });
      assert.deepEqual(
        range.map(({ atMs }) => atMs),
        [minuteMs, 2 * minuteMs],
      );
    },
  ],
  [
    'gives the asked points and sources only',
    async (store) => {
      const a = storeReading({ values: { acPowerW: 1, frequencyHz: 60 } });
      const b = storeReading({ source: 'meter', values: { energyWh: 5 } });
      await store.append([a, b]);
      assert.deepEqual(await store.range({ ...all, points: ['frequencyHz'] }), [{ ...a, values: { frequencyHz: 60 } }]);
      assert.deepEqual(await store.range({ ...all, sources: ['meter'] }), [b]);
      assert.deepEqual(await store.range({ ...all, assetId: 'inv-2' }), []);
    },
  ],
  [
    'pages through more than a page',
    async (store) => {
      const readings = minutes(10_000);
      assert.deepEqual(await store.append(readings), appended(10_000));
      const pages = [];
      for await (const page of store.scan(all)) pages.push(page);
      assert.ok(pages.length > 1);
      assert.deepEqual(pages.flat(), readings);
    },
  ],
  [
    'stores all of an append or nothing of it',
    async (store) => {
      const bad = storeReading({ atMs: minuteMs, values: { acPowerW: Number.NaN } });
      await assert.rejects(store.append([storeReading(), bad]), hasCode('STORE_READING_INVALID'));
      assert.deepEqual(await store.range(all), []);
    },
  ],
  [
    'refuses a query that cannot be answered',
    async (store) => {
      const wrong = hasCode('STORE_QUERY_INVALID');
      await assert.rejects(store.range({ ...all, endMs: -1 }), wrong);
      await assert.rejects(store.range({ ...all, assetId: '' }), wrong);
      await assert.rejects(store.range({ ...all, endMs: 1_000, points: ['acPowerW'], stepMs: 300 }), wrong);
    },
  ],
];

const revisions: StoreCase[] = [
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
      assert.deepEqual(await store.range({ ...all, revisions: 'all' }), [storeReading()]);
    },
  ],
  [
    'keeps a different value under one key as a corrected revision',
    async (store) => {
      await store.append([storeReading({ receivedAtMs: 10 })]);
      const second = storeReading({ receivedAtMs: 20, values: { acPowerW: 990 } });
      assert.deepEqual(await store.append([second]), { appended: 0, corrected: 1, duplicates: 0 });
      const corrected = { ...second, flags: { acPowerW: ['corrected'] } };
      assert.deepEqual(await store.range(all), [corrected]);
      assert.deepEqual(await store.range({ ...all, revisions: 'all' }), [
        storeReading({ receivedAtMs: 10 }),
        corrected,
      ]);
      assert.deepEqual(await store.append([second]), { appended: 0, corrected: 0, duplicates: 1 });
    },
  ],
  [
    'tells what was known at an instant',
    async (store) => {
      await store.append([storeReading({ receivedAtMs: 20, values: { acPowerW: 2 } })]);
      await store.append([storeReading({ receivedAtMs: 10, values: { acPowerW: 1 } })]);
      await store.append([storeReading({ receivedAtMs: 30, values: { energyWh: 3 } })]);
      const known = async (asKnownAtMs: number) =>
        (await store.range({ ...all, revisions: { asKnownAtMs } })).map(({ values }) => values);
      assert.deepEqual(await known(9), []);
      assert.deepEqual(await known(10), [{ acPowerW: 1 }]);
      assert.deepEqual(await known(29), [{ acPowerW: 2 }]);
      assert.deepEqual(await known(30), [{ energyWh: 3 }]);
      assert.deepEqual(await store.range({ ...all, points: ['acPowerW'] }), []);
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
      assert.equal((await store.range(all)).length, 3);
      const restarted = storeReading({ sequence: 1, atMs: minuteMs });
      assert.deepEqual(await store.append([restarted]), appended(1));
    },
  ],
];

const living: StoreCase[] = [
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
    },
  ],
  [
    'erases an asset and nothing else',
    async (store) => {
      await store.append([...minutes(5), storeReading({ assetId: 'inv-2' })]);
      assert.deepEqual(await store.eraseAsset('inv-1'), { removed: 5 });
      assert.deepEqual(await store.range(all), []);
      assert.deepEqual(await store.latest({ assetId: 'inv-1' }), {});
      assert.equal((await store.range({ ...all, assetId: 'inv-2' })).length, 1);
      assert.deepEqual(await store.append([storeReading()]), appended(1));
    },
  ],
  [
    'retains what is not older than the instant',
    async (store) => {
      await store.append(minutes(3_000));
      assert.deepEqual(await store.retain({ beforeMs: 2_500 * minuteMs }), { removed: 2_500 });
      const left = await store.range(all);
      assert.equal(left.length, 500);
      assert.equal(left[0]?.atMs, 2_500 * minuteMs);
    },
  ],
  [
    'writes what a stream gives it, and counts what it cannot write',
    async (store) => {
      const errors: string[] = [];
      const writer = store.writer({ maxPending: 3, onError: ({ code }) => errors.push(code) });
      writer.next(storeReading({ values: { acPowerW: Number.POSITIVE_INFINITY } }));
      for (const reading of minutes(5)) writer.next(reading);
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
      assert.equal((await store.range(all)).length, 3);
    },
  ],
];

/** What every store does. */
export const storeCases: readonly StoreCase[] = [...keeping, ...revisions, ...living];
