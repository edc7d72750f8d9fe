import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { Reading } from '../readings/Reading.ts';
import type { AppendResult } from '../store/AppendResult.ts';
import { insertReading } from '../store/insertReading.ts';
import type { Page, PageQuery } from '../store/StoreBackend.ts';
import { pageOf } from '../store/sourceSlice.ts';
import type { LatestOfManyQuery, LatestValue } from '../store/TelemetryStore.ts';
import { ChunkTable } from './ChunkTable.ts';
import { keepNewest, latestInFile, newestKept } from './latestInFile.ts';
import { mergeTail } from './mergeTail.ts';
import { type Newest, NewestTable } from './NewestTable.ts';
import { neighboursInFile } from './neighboursInFile.ts';
import { PointNames } from './PointNames.ts';
import { decodeBatch } from './readingBatch.ts';
import { readingsOf } from './readingsOf.ts';
import { type LiveSource, SourceTable } from './SourceTable.ts';
import { sliceInFile } from './sliceInFile.ts';
import { corrupt } from './storeFault.ts';
import { transaction } from './transaction.ts';

type LatestByAsset = Record<string, Record<string, LatestValue>>;

export interface SqliteEngineOptions {
  db: DatabaseSync;
  portfolioId: string;
  /** Readings that the log may hold before they are moved into chunks. */
  logReadings: number;
  /** Readings that a chunk may hold. @defaultValue 1_024 */
  chunkReadings?: number;
}

/**
 * What runs in the worker. An append is one row of the log in one transaction: durable, then held in memory, sorted by
 * source. When the log has enough, one further transaction moves it into chunks. After a crash the log is read again.
 */
export class SqliteEngine {
  readonly #db: DatabaseSync;
  readonly #portfolioId: string;
  readonly #logReadings: number;
  readonly #chunkReadings: number;
  readonly #points: PointNames;
  readonly #chunks: ChunkTable;
  readonly #sources: SourceTable;
  readonly #newest: NewestTable;
  readonly #places: { chunks: ChunkTable; points: PointNames };
  readonly #insertLog;
  readonly #clearLog;
  #inLog = 0;

  constructor({ db, portfolioId, logReadings, chunkReadings = 1_024 }: SqliteEngineOptions) {
    this.#db = db;
    this.#portfolioId = portfolioId;
    this.#logReadings = logReadings;
    this.#chunkReadings = chunkReadings;
    this.#points = new PointNames(db);
    this.#chunks = new ChunkTable(db, this.#points);
    this.#sources = new SourceTable(db, portfolioId, this.#chunks);
    this.#newest = new NewestTable(db);
    this.#places = { chunks: this.#chunks, points: this.#points };
    this.#insertLog = db.prepare('INSERT INTO log (portfolio, crc, bytes) VALUES (?, ?, ?)');
    this.#clearLog = db.prepare('DELETE FROM log WHERE portfolio = ?');
    const log = db.prepare('SELECT id, crc, bytes FROM log WHERE portfolio = ? ORDER BY id');
    for (const row of log.iterate(portfolioId) as Iterable<{ id: number; crc: number; bytes: Uint8Array }>) {
      if (crc32(row.bytes) !== row.crc) throw corrupt(`Row ${row.id} of the log`);
      for (const reading of decodeBatch(row.bytes)) this.#insert(reading);
    }
  }

  /** Stores batches in one transaction; `sizes` cuts their readings into the appends that they came from. */
  append(batches: readonly Uint8Array[], sizes: readonly number[]): AppendResult[] {
    if (this.#inLog >= 2 * this.#logReadings) this.compact();
    this.#transaction(() => {
      for (const bytes of batches) this.#insertLog.run(this.#portfolioId, crc32(bytes), bytes);
    });
    const readings = batches.flatMap((bytes) => decodeBatch(bytes));
    let from = 0;
    return sizes.map((size) => {
      const result = { appended: 0, corrected: 0, duplicates: 0 };
      for (const end = from + size; from < end; from += 1) result[this.#insert(readings[from]!)] += 1;
      return result;
    });
  }

  /** Whether the log should be moved into chunks when there is time. */
  get isLogFull(): boolean {
    return this.#inLog >= this.#logReadings;
  }

  /** Moves the log into chunks, all or nothing. */
  compact(): void {
    if (this.#inLog === 0) return;
    for (const source of this.#sources.withTail()) newestKept(source, this.#places);
    this.#transaction(() => {
      for (const source of this.#sources.withTail()) {
        const of = { ...source, id: this.#sources.idFor(source) };
        this.#newest.write(of.id, source.newest!);
        mergeTail({ chunks: this.#chunks, of, tail: source.tail, chunkReadings: this.#chunkReadings });
      }
      this.#clearLog.run(this.#portfolioId);
    });
    this.#sources.moved();
    this.#inLog = 0;
  }

  page(query: PageQuery): Page {
    const slices = this.#sources
      .of(query.assetId, query.sources)
      .map((source) => sliceInFile(this.#chunks, source, query));
    return pageOf(slices, query);
  }

  latest({ assetIds, sources: names, revisions = 'latest', ...rest }: LatestOfManyQuery): LatestByAsset {
    const query = { ...rest, revisions };
    const latestOf = (assetId: string) => {
      const sources = this.#sources.of(assetId, names);
      for (const source of sources) this.#loadNewest(source);
      return latestInFile({ ...this.#places, sources, query });
    };
    return Object.fromEntries(assetIds.map((assetId) => [assetId, latestOf(assetId)]));
  }

  eraseAsset(assetId: string): { removed: number } {
    this.compact();
    let removed = 0;
    this.#transaction(() => {
      for (const source of this.#sources.of(assetId, undefined)) {
        removed += this.#removeBefore(source, Number.POSITIVE_INFINITY);
        if (source.id !== undefined) this.#newest.remove(source.id);
        this.#sources.remove(source);
      }
    });
    this.#sources.forget(assetId);
    this.#points.reload();
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return { removed };
  }

  retain(beforeMs: number): { removed: number } {
    this.compact();
    let removed = 0;
    const kept = new Map<LiveSource, Newest>();
    for (const source of this.#sources.all()) newestKept(this.#loadNewest(source), this.#places);
    this.#transaction(() => {
      for (const source of this.#sources.all()) {
        const gone = this.#removeBefore(source, beforeMs);
        removed += gone;
        if (gone === 0 || source.id === undefined || source.newest === undefined) continue;
        const left: Newest = new Map([...source.newest].filter(([, { atMs }]) => atMs >= beforeMs));
        kept.set(source, left);
        this.#newest.write(source.id, left);
      }
    });
    for (const [source, newest] of kept) source.newest = newest;
    return { removed };
  }

  /** Ends without a `compact`: what is in the log then is moved when the file is opened again. */
  close(): void {
    this.#db.close();
  }

  #insert(reading: Reading<string>): keyof AppendResult {
    const source = this.#sources.for(reading);
    const inFile = reading.atMs <= source.endMs && source.id !== undefined;
    const elsewhere = inFile ? neighboursInFile(this.#chunks, { ...source, id: source.id! }, reading) : undefined;
    this.#inLog += 1;
    this.#loadNewest(source);
    const outcome = insertReading(source.tail, reading, elsewhere);
    keepNewest(source, reading, outcome);
    return outcome;
  }

  /** Takes what the file keeps, the first time that a source is spoken of; after that readings are taken in as they come. */
  #loadNewest(source: LiveSource): LiveSource {
    if (source.isNewestLoaded === true) return source;
    source.isNewestLoaded = true;
    if (source.id !== undefined) source.newest ??= this.#newest.read(source.id);
    return source;
  }

  #removeBefore(source: LiveSource, beforeMs: number): number {
    if (source.id === undefined) return 0;
    let removed = 0;
    for (;;) {
      const chunk = this.#chunks.next(source.id, { atMs: -1, receivedAtMs: 0 });
      if (chunk === undefined || chunk.firstMs >= beforeMs) return removed;
      const kept =
        chunk.lastMs < beforeMs
          ? []
          : readingsOf({ chunks: this.#chunks, of: { ...source, id: source.id }, chunk, startMs: beforeMs });
      this.#chunks.remove(chunk);
      if (kept.length > 0) this.#chunks.write(source.id, kept);
      removed += chunk.count - kept.length;
    }
  }

  #transaction(work: () => void): void {
    try {
      transaction(this.#db, work);
    } catch (error) {
      this.#points.reload();
      this.#sources.rolledBack();
      this.#chunks.forgetDecoded();
      throw error;
    }
  }
}
