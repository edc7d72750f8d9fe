import { throwIfAborted } from '../errors/abort.ts';
import { isUsinaError } from '../errors/UsinaError.ts';
import type { Reading } from '../readings/Reading.ts';
import { checkInstant, checkQueryObject, checkRange, checkSubject, checkSubjects } from './checkQuery.ts';
import { checkReading, noReadings } from './checkReading.ts';
import { rangeAsSeries } from './rangeAsSeries.ts';
import type { PageQuery, StoreBackend } from './StoreBackend.ts';
import { StoreError } from './StoreError.ts';
import { createStoreWriter, type StoreWriter } from './StoreWriter.ts';
import type {
  LatestOfManyQuery,
  LatestQuery,
  LatestValue,
  RangeQuery,
  SeriesQuery,
  TelemetryStore,
} from './TelemetryStore.ts';
import { WriteOrder } from './WriteOrder.ts';

const pageSize = 4_096;

/** Makes the `TelemetryStore` of an engine: checks what comes in, pages, resampling, writers and an orderly end. */
export function storeFromBackend(backend: StoreBackend): TelemetryStore {
  const pending = new Set<Promise<unknown>>();
  const writers = new Set<StoreWriter>();
  const writes = new WriteOrder();
  let closing: Promise<void> | undefined;
  let accepting = true;

  function track<T>(call: () => Promise<T>): Promise<T> {
    return accepting ? settle(call) : Promise.reject(closed());
  }

  function settle<T>(call: () => Promise<T>): Promise<T> {
    const work = call().catch((error: unknown) => {
      throw isUsinaError(error) ? error : failed(error);
    });
    const settled: Promise<unknown> = work.then(
      () => pending.delete(settled),
      () => pending.delete(settled),
    );
    pending.add(settled);
    return work;
  }

  async function* scan(query: RangeQuery): AsyncGenerator<Reading<string>[], void, undefined> {
    checkRange(query);
    const { assetId, points, endMs, sources, revisions = 'latest', signal } = query;
    let startMs: number | undefined = query.startMs;
    while (startMs !== undefined && startMs < endMs) {
      throwIfAborted(signal, 'Reading a range');
      const part: PageQuery = { assetId, points, startMs, endMs, sources, revisions, limit: pageSize };
      const page = await track(() => backend.page(part));
      if (page.readings.length > 0) yield page.readings;
      startMs = page.nextMs;
    }
  }

  async function readings(query: RangeQuery): Promise<Reading<string>[]> {
    const all: Reading<string>[] = [];
    for await (const page of scan(query)) for (const reading of page) all.push(reading);
    return all;
  }

  async function range(query: RangeQuery | SeriesQuery): Promise<unknown> {
    checkRange(query);
    return query.stepMs === undefined ? readings(query) : rangeAsSeries({ scan, latest }, query);
  }

  function latest(query: LatestQuery): Promise<Record<string, LatestValue>> {
    return track(async () => {
      checkSubject(query);
      const { assetId, ...rest } = query;
      return (await backend.latest({ ...rest, assetIds: [assetId] }))[assetId]!;
    });
  }

  function latestOfMany(query: LatestOfManyQuery): Promise<Record<string, Record<string, LatestValue>>> {
    return track(async () => {
      checkSubjects(query);
      return backend.latest(query);
    });
  }

  async function end(): Promise<void> {
    accepting = false;
    for (const writer of writers) {
      writer.complete();
      await writer.idle();
    }
    await Promise.all(pending);
    await backend.close();
  }

  return {
    append: async (list) => {
      if (!Array.isArray(list)) throw noReadings('readings to append', list, 'an array of readings');
      const readings: readonly Reading<string>[] = list.slice();
      return track(() =>
        writes.next(
          () => checkAll(readings),
          () => backend.append(readings),
        ),
      );
    },
    range: range as TelemetryStore['range'],
    scan,
    latest: (async (query: LatestQuery | LatestOfManyQuery) => {
      checkQueryObject(query);
      return 'assetIds' in query ? latestOfMany(query) : latest(query);
    }) as TelemetryStore['latest'],
    eraseAsset: (assetId) =>
      track(async () => {
        checkSubject({ assetId });
        return writes.alone(() => backend.eraseAsset(assetId));
      }),
    retain: (query) =>
      track(async () => {
        checkQueryObject(query);
        const { beforeMs } = query;
        checkInstant('beforeMs', beforeMs);
        return writes.alone(() => backend.retain(beforeMs));
      }),
    writer(options) {
      const writer = createStoreWriter({
        ...options,
        append: (list) =>
          settle(() =>
            writes.next(
              async () => undefined,
              () => backend.append(list),
            ),
          ),
        onEnd: () => void writers.delete(writer),
      });
      if (accepting) writers.add(writer);
      else writer.complete();
      return writer;
    },
    close: () => {
      closing ??= end();
      return closing;
    },
  };
}

/** Lets the event loop breathe in long lists. */
async function checkAll(readings: readonly Reading<string>[]): Promise<void> {
  for (let index = 0; index < readings.length; index += 1) {
    if (index > 0 && index % pageSize === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    checkReading(readings[index]!);
  }
}

function closed(): StoreError {
  return new StoreError('STORE_CLOSED', 'The store is closed. Open it again, or close it after its last use.');
}

function failed(cause: unknown): StoreError {
  return new StoreError(
    'STORE_FAILED',
    `The store's engine failed: ${(cause as Error | undefined)?.message ?? cause}`,
    { cause },
  );
}
