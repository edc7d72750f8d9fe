import assert from 'node:assert/strict';
import { appended, hasCode, minuteMs, type StoreCase, wholeRange } from './StoreCase.ts';
import { storeMinutes, storeReading } from './storeReading.ts';

/** What a store gives back of what it was given. */
export const storeKeepingCases: readonly StoreCase[] = [
  [
    'gives back exactly what it was given',
    async (store) => {
      const reading = storeReading({
        sequence: 7,
        values: { acPowerW: -0.1, energyWh: 7_850_000_000.5, acmeFanRpm: Number.MIN_VALUE },
        flags: { acPowerW: ['outOfRange'], frequencyHz: ['notImplemented', 'retained'] },
      });
      assert.deepEqual(await store.append([reading]), appended(1));
      assert.deepEqual(await store.range(wholeRange), [reading]);
    },
  ],
  [
    'orders by instant whatever the order of arrival',
    async (store) => {
      const readings = storeMinutes(50);
      for (const reading of [...readings.slice(25).reverse(), ...readings.slice(0, 25)]) await store.append([reading]);
      assert.deepEqual(await store.range(wholeRange), readings);
    },
  ],
  [
    'takes ranges as half-open',
    async (store) => {
      await store.append(storeMinutes(4));
      const range = await store.range({ ...wholeRange, startMs: minuteMs, endMs: 3 * minuteMs });
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
      assert.deepEqual(await store.range({ ...wholeRange, points: ['frequencyHz'] }), [
        { ...a, values: { frequencyHz: 60 } },
      ]);
      assert.deepEqual(await store.range({ ...wholeRange, sources: ['meter'] }), [b]);
      assert.deepEqual(await store.range({ ...wholeRange, assetId: 'inv-2' }), []);
    },
  ],
  [
    'pages through more than a page',
    async (store) => {
      const readings = storeMinutes(10_000);
      assert.deepEqual(await store.append(readings), appended(10_000));
      const pages = [];
      for await (const page of store.scan(wholeRange)) pages.push(page);
      assert.ok(pages.length > 1);
      assert.deepEqual(pages.flat(), readings);
    },
  ],
  [
    'stores all of an append or nothing of it',
    async (store) => {
      const bad = storeReading({ atMs: minuteMs, values: { acPowerW: Number.NaN } });
      await assert.rejects(store.append([storeReading(), bad]), hasCode('STORE_READING_INVALID'));
      assert.deepEqual(await store.range(wholeRange), []);
    },
  ],
  [
    'refuses what is no reading, and stores nothing of it',
    async (store) => {
      const without = (member: object) => ({ ...storeReading(), ...member });
      const longest = 'x'.repeat(200);
      const wrong = [
        null,
        undefined,
        'reading',
        [],
        ...[undefined, null, 5, [1]].map((values) => without({ values })),
        ...['', `${longest}x`].map((point) => without({ values: { [point]: 1 } })),
        ...['', `${longest}x`].map((point) => without({ flags: { [point]: ['stale'] } })),
        ...[null, 'stale', ['stale']].map((flags) => without({ flags })),
        ...['stale', 5, ['odd'], [null]].map((flags) => without({ flags: { acPowerW: flags } })),
        ...['', `${longest}x`, undefined].map((assetId) => without({ assetId })),
        ...[-1, 0.5, '0', undefined].map((atMs) => without({ atMs })),
      ];
      const refused = hasCode('STORE_READING_INVALID');
      for (const reading of wrong) await assert.rejects(store.append([reading as never]), refused);
      for (const list of [null, undefined, 'list', storeReading(), new Set([storeReading()])])
        await assert.rejects(store.append(list as never), refused);
      assert.deepEqual(await store.range(wholeRange), []);
      const named = storeReading({ values: { [longest]: 1 }, flags: { [longest]: ['estimated'] } });
      assert.deepEqual(await store.append([named]), appended(1));
      assert.deepEqual(await store.range(wholeRange), [named]);
    },
  ],
  [
    'refuses a query that cannot be answered',
    async (store) => {
      const wrong = hasCode('STORE_QUERY_INVALID');
      await assert.rejects(store.range({ ...wholeRange, endMs: -1 }), wrong);
      await assert.rejects(store.range({ ...wholeRange, assetId: '' }), wrong);
      await assert.rejects(store.range({ ...wholeRange, endMs: 1_000, points: ['acPowerW'], stepMs: 300 }), wrong);
      await assert.rejects(store.range({ ...wholeRange, endMs: 900, stepMs: 300 } as never), wrong);
      await assert.rejects(store.range({ ...wholeRange, points: 'acPowerW' as never }), wrong);
      await assert.rejects(store.range({ ...wholeRange, sources: [5 as never] }), wrong);
      await assert.rejects(store.latest({ assetIds: 'inv-1' as never }), wrong);
      for (const query of [undefined, null, 'inv-1']) {
        await assert.rejects(store.range(query as never), wrong);
        await assert.rejects(store.latest(query as never), wrong);
        await assert.rejects(store.retain(query as never), wrong);
      }
    },
  ],
];
