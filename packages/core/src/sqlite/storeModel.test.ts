import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Reading } from '../readings/Reading.ts';
import { createMemoryStore } from '../store/createMemoryStore.ts';
import { storeFromBackend } from '../store/storeFromBackend.ts';
import type { TelemetryStore } from '../store/TelemetryStore.ts';
import { storeReading } from '../testing/storeReading.ts';
import { openStoreFile } from './openStoreFile.ts';
import { decodeBatch, encodeBatch } from './readingBatch.ts';
import { SqliteEngine } from './SqliteEngine.ts';

const folder = mkdtempSync(join(tmpdir(), 'usina-model-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** The engine in this thread. */
function open(file: string, logReadings: number, chunkReadings?: number): TelemetryStore {
  const db = openStoreFile({ file, maxBytes: undefined });
  const engine = new SqliteEngine({ db, portfolioId: 'p', logReadings, ...(chunkReadings && { chunkReadings }) });
  return storeFromBackend({
    async append(readings) {
      const [result] = engine.append([encodeBatch(readings)], [readings.length]);
      if (engine.isLogFull) engine.compact();
      return result!;
    },
    async page(query) {
      const { readings, nextMs } = engine.page({ ...query, limit: 7 });
      return { readings: decodeBatch(encodeBatch(readings)), nextMs };
    },
    latest: async (query) => engine.latest(query),
    eraseAsset: async (assetId) => engine.eraseAsset(assetId),
    retain: async (beforeMs) => engine.retain(beforeMs),
    close: async () => engine.close(),
  });
}

type Step =
  | readonly ['append', Reading<string>[]]
  | readonly ['retain', number]
  | readonly ['erase', string]
  | readonly ['reopen'];

const reading = fc
  .record({
    assetId: fc.constantFrom('inv-1', 'inv-1', 'inv-2'),
    source: fc.constantFrom('a', 'a', 'b'),
    atMs: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 10_000 })),
    receivedAtMs: fc.integer({ min: 0, max: 5 }),
    sequence: fc.constantFrom(undefined, undefined, 1, 2),
    acPowerW: fc.constantFrom(undefined, 1, 2, 0.1),
    energyWh: fc.constantFrom(undefined, undefined, 5),
    flagged: fc.boolean(),
  })
  .map(({ acPowerW, energyWh, flagged, ...rest }) =>
    storeReading({
      ...rest,
      values: { acPowerW, energyWh },
      ...(flagged && { flags: { frequencyHz: ['commError'] as const } }),
    }),
  );
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(fc.constant('append' as const), fc.array(reading, { maxLength: 40 })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('retain' as const), fc.integer({ min: 0, max: 8_000 })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('erase' as const), fc.constantFrom('inv-1', 'inv-2')) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('reopen' as const)) },
);

async function seen(store: TelemetryStore): Promise<unknown> {
  const query = { assetId: 'inv-1', startMs: 3, endMs: 9_000 };
  return {
    latest: await store.latest({ assetId: 'inv-1' }),
    known: await store.latest({ assetId: 'inv-1', points: ['acPowerW'], revisions: { asKnownAtMs: 2 } }),
    all: await store.range({ ...query, startMs: 0, endMs: 1e6, revisions: 'all' }),
    range: await store.range({ ...query, points: ['energyWh'] }),
    earlier: await store.range({ ...query, revisions: { asKnownAtMs: 3 } }),
  };
}

describe('SQLite beside the memory store', () => {
  it('gives the same answers after any course of events', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 14 }),
        fc.constantFrom(1, 20, 1_000),
        fc.constantFrom(2, 5, 1_024),
        async (steps, logReadings, chunkReadings) => {
          files += 1;
          const file = join(folder, `${files}.db`);
          const model = createMemoryStore();
          let store = open(file, logReadings, chunkReadings);
          for (const [kind, what] of steps) {
            if (kind === 'append') expect(await store.append(what)).toEqual(await model.append(what));
            if (kind === 'retain')
              expect(await store.retain({ beforeMs: what })).toEqual(await model.retain({ beforeMs: what }));
            if (kind === 'erase') expect(await store.eraseAsset(what)).toEqual(await model.eraseAsset(what));
            if (kind === 'reopen') {
              await store.close();
              store = open(file, logReadings, chunkReadings);
            }
            expect(await seen(store)).toEqual(await seen(model));
          }
          await store.close();
          rmSync(file);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps chunks small, sorted and apart when readings come late, and their number bounded when few come at a time', async () => {
    const file = join(folder, 'chunks.db');
    const store = open(file, 64);
    for (let round = 0; round < 200; round += 1) {
      const late = round % 3 === 0 ? -500_000 : 0;
      await store.append(
        Array.from({ length: 32 }, (_, index) =>
          storeReading({ atMs: 1_000_000 + round * 3_200 + late + index * 100 + (late && 1) }),
        ),
      );
    }
    await store.close();
    const db = new DatabaseSync(file);
    const chunks = db.prepare('SELECT firstMs, lastMs, count FROM chunk ORDER BY firstMs').all() as {
      firstMs: number;
      lastMs: number;
      count: number;
    }[];
    db.close();
    expect(chunks.reduce((sum, { count }) => sum + count, 0)).toBe(6_400);
    expect(Math.max(...chunks.map(({ count }) => count))).toBeLessThanOrEqual(1_024);
    expect(chunks.length).toBeLessThan(30);
    chunks.slice(1).forEach(({ firstMs }, index) => void expect(firstMs).toBeGreaterThan(chunks[index]!.lastMs));
  });
});
