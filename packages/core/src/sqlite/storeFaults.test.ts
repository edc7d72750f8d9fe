import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import type { Reading } from '../readings/Reading.ts';
import { storeReading } from '../testing/storeReading.ts';
import { openSqliteStore } from './openSqliteStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'usina-faults-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Numbers that cannot be packed, so that files grow. */
const noise = (count: number, fromMs = 0): Reading<string>[] =>
  Array.from({ length: count }, (_, index) =>
    storeReading({
      atMs: fromMs + index,
      values: { acPowerW: Math.sin(fromMs + index), dcPowerW: Math.cos(fromMs + index) },
    }),
  );
const all = { assetId: 'inv-1', startMs: 0, endMs: 1e12 };

describe('SQLite store, when something is wrong', () => {
  it('says that a folder is missing, and makes nothing', async () => {
    const file = join(folder, 'missing', 'plant.db');
    await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: 'STORE_UNWRITABLE', context: { file } });
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });

  it('says that the file is a folder', async () => {
    mkdirSync(join(folder, 'folder.db'));
    await expect(openSqliteStore({ file: join(folder, 'folder.db') })).rejects.toMatchObject({
      code: 'STORE_UNWRITABLE',
    });
  });

  it('refuses what is not a SQLite file, and leaves it alone', async () => {
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'not a database '.repeat(1_000));
    await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: 'STORE_FORMAT_UNKNOWN' });
    expect(readFileSync(file, 'utf8')).toBe('not a database '.repeat(1_000));
  });

  it('lets one store have a file at a time', async () => {
    const file = join(folder, 'locked.db');
    const first = await openSqliteStore({ file });
    await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    await first.close();
    await (await openSqliteStore({ file })).close();
  });

  it('rejects appends when no room is left, keeps what was acknowledged and goes on when there is room', async () => {
    const file = join(folder, 'full.db');
    const small = await openSqliteStore({ file, maxBytes: 1_000_000 });
    let acknowledged = 0;
    const refusals: unknown[] = [];
    for (let round = 0; round < 12; round += 1) {
      await small.append(noise(2_000, round * 2_000)).then(
        ({ appended }) => {
          acknowledged += appended;
        },
        (error: unknown) => refusals.push(error),
      );
    }
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals[0]).toMatchObject({ code: 'STORE_FULL' });
    expect(acknowledged).toBeGreaterThan(2_000);
    expect(await small.range(all)).toHaveLength(acknowledged);
    await small.close();

    const roomy = await openSqliteStore({ file });
    expect(await roomy.range(all)).toHaveLength(acknowledged);
    expect(await roomy.append(noise(24_000))).toMatchObject({
      appended: 24_000 - acknowledged,
      duplicates: acknowledged,
    });
    await roomy.close();
  });

  it('finds bytes that were changed on disk', async () => {
    const file = join(folder, 'rotten.db');
    const store = await openSqliteStore({ file });
    await store.append(noise(3_000));
    await store.close();
    const bytes = readFileSync(file);
    const place = bytes.indexOf(new Uint8Array(Float64Array.of(Math.sin(1_500)).buffer));
    expect(place).toBeGreaterThan(0);
    bytes[place] = bytes[place]! ^ 1;
    writeFileSync(file, bytes);
    const rotten = await openSqliteStore({ file });
    await expect(rotten.range(all)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    await rotten.close();
  });

  it('says that a file was cut short', async () => {
    const file = join(folder, 'cut.db');
    const store = await openSqliteStore({ file });
    await store.append(noise(3_000));
    await store.close();
    writeFileSync(file, readFileSync(file).subarray(0, 40_000));
    const reading = openSqliteStore({ file }).then((cut) => cut.range(all).finally(() => cut.close()));
    await expect(reading).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });

  it('settles all that waits when its worker dies, and keeps what was acknowledged', async () => {
    const file = join(folder, 'died.db');
    let worker: Worker | undefined;
    const createWorker = () => {
      worker = new Worker(new URL(import.meta.resolve('#sqlite-worker')));
      return worker;
    };
    const store = await openSqliteStore({ file, createWorker });
    await store.append(noise(10));
    const writer = store.writer();
    writer.next(storeReading({ atMs: 99 }));
    const died = { code: 'STORE_WORKER_DIED', context: { file, exitCode: 1 } };
    // told to end before it is asked: nothing of what follows can still be answered
    const ended = worker?.terminate();
    const pending = [store.append(noise(50_000, 100)), store.range(all), store.latest({ assetId: 'inv-1' })];
    const settled = Promise.allSettled(pending);
    await ended;
    for (const result of await settled) expect(result).toMatchObject({ status: 'rejected', reason: died });
    expect(await writer.idle()).toMatchObject({ failed: 1, pending: 0, lastError: died });
    await expect(store.append(noise(1))).rejects.toMatchObject(died);
    await store.close();

    const again = await openSqliteStore({ file });
    expect((await again.range({ ...all, endMs: 10 })).length).toBe(10);
    await again.close();
  });

  it('erases the bytes too', async () => {
    const file = join(folder, 'erased.db');
    const store = await openSqliteStore({ file, logReadings: 500 });
    const secret = Math.PI * 1_000;
    const mark = Buffer.from(Float64Array.of(secret).buffer);
    const places = () => [file, `${file}-wal`].filter(existsSync).map((path) => readFileSync(path));
    const holds = (what: string | Buffer) => places().some((bytes) => bytes.includes(what));
    for (let round = 0; round < 5; round += 1) {
      const readings = noise(400, round * 400);
      await store.append(
        readings.map((reading) => ({ ...reading, assetId: 'casa-da-maria', values: { acPowerW: secret } })),
      );
      await store.append(readings);
    }
    expect(holds('casa-da-maria') && holds(mark)).toBe(true);
    expect(await store.eraseAsset('casa-da-maria')).toEqual({ removed: 2_000 });
    expect([holds('casa-da-maria'), holds(mark)]).toEqual([false, false]);
    expect(await store.range(all)).toHaveLength(2_000);
    await store.close();
  });

  it('keeps portfolios of one file apart', async () => {
    const file = join(folder, 'two.db');
    const first = await openSqliteStore({ file, portfolioId: 'serra' });
    await first.append(noise(5));
    await first.close();
    const second = await openSqliteStore({ file, portfolioId: 'litoral' });
    expect(await second.range(all)).toEqual([]);
    expect(await second.eraseAsset('inv-1')).toEqual({ removed: 0 });
    await second.close();
    const again = await openSqliteStore({ file, portfolioId: 'serra' });
    expect(await again.range(all)).toHaveLength(5);
    await again.close();
    expect(existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0).toBe(false);
  });
});
