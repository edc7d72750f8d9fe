import type { Reading } from '../readings/Reading.ts';
import type { AppendResult } from './AppendResult.ts';
import { copyReading } from './copyReading.ts';
import { insertReading } from './insertReading.ts';
import { keepNewer, latestIn } from './latestOf.ts';
import { firstSince } from './readingOrder.ts';
import { StoreError } from './StoreError.ts';
import { pageOf, sliceOf } from './sourceSlice.ts';
import { storeFromBackend } from './storeFromBackend.ts';
import type { LatestValue, TelemetryStore } from './TelemetryStore.ts';

export interface CreateMemoryStoreOptions {
  /** Readings it may hold; an append beyond rejects with `STORE_FULL`. @defaultValue 1_000_000 */
  maxReadings?: number;
}

/**
 * A telemetry store in memory, for tests, browsers and short runs: nothing outlives it.
 *
 * @example
 * const store = createMemoryStore();
 * await store.append([{ assetId: 'inv-1', atMs: 0, receivedAtMs: 5, source: 'sunspec', values: { acPowerW: 4_200 } }]);
 * (await store.latest({ assetId: 'inv-1' })).acPowerW?.value // 4200
 */
export function createMemoryStore({ maxReadings = 1_000_000 }: CreateMemoryStoreOptions = {}): TelemetryStore {
  const assets = new Map<string, Map<string, Reading<string>[]>>();
  let count = 0;

  const listsOf = (assetId: string, sources: readonly string[] | undefined) =>
    [...(assets.get(assetId) ?? [])].filter(([source]) => sources?.includes(source) ?? true).map(([, list]) => list);

  function listFor({ assetId, source }: Reading<string>): Reading<string>[] {
    const sources = assets.get(assetId) ?? new Map<string, Reading<string>[]>();
    const list = sources.get(source) ?? [];
    assets.set(assetId, sources.set(source, list));
    return list;
  }

  return storeFromBackend({
    async append(readings) {
      if (count + readings.length > maxReadings) throw full(count, readings.length, maxReadings);
      const result: Record<keyof AppendResult, number> = { appended: 0, corrected: 0, duplicates: 0 };
      for (const reading of readings) result[insertReading(listFor(reading), copyReading(reading))] += 1;
      count += result.appended + result.corrected;
      return result;
    },
    async page(query) {
      const lists = listsOf(query.assetId, query.sources);
      return pageOf(
        lists.map((list) => sliceOf(list, query.startMs, query.limit)),
        query,
      );
    },
    async latest({ assetIds, ...query }) {
      const latestOf = (assetId: string) => {
        const latest: Record<string, LatestValue> = {};
        for (const list of listsOf(assetId, query.sources)) {
          const ofSource = latestIn(list, query);
          for (const point in ofSource) keepNewer(latest, point, ofSource[point]!);
        }
        return latest;
      };
      return Object.fromEntries(assetIds.map((assetId) => [assetId, latestOf(assetId)]));
    },
    async eraseAsset(assetId) {
      const removed = listsOf(assetId, undefined).reduce((sum, list) => sum + list.length, 0);
      assets.delete(assetId);
      count -= removed;
      return { removed };
    },
    async retain(beforeMs) {
      let removed = 0;
      for (const sources of assets.values())
        for (const list of sources.values()) removed += list.splice(0, firstSince(list, beforeMs)).length;
      count -= removed;
      return { removed };
    },
    async close() {
      assets.clear();
    },
  });
}

function full(held: number, more: number, maxReadings: number): StoreError {
  return new StoreError(
    'STORE_FULL',
    `The memory store holds ${held} of ${maxReadings} readings and cannot take ${more} more. Raise maxReadings, call retain(), or use the SQLite store.`,
    { context: { held, more, maxReadings } },
  );
}
