import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { Reading } from '../readings/Reading.ts';
import type { Position } from '../store/readingOrder.ts';
import type { Chunk } from './Chunk.ts';
import { startOf } from './Chunk.ts';
import { type ChunkColumn, columnsOf, decodeColumn, encodeColumn } from './chunkColumn.ts';
import { decodeKeys, encodeKeys } from './chunkKeys.ts';
import { DecodedCache } from './DecodedCache.ts';
import type { PointNames } from './PointNames.ts';
import { corrupt } from './storeFault.ts';

const pointsPerChunk = 65_536;
const place = '(firstMs, firstSequence, firstReceivedMs)';
const placeDown = 'firstMs DESC, firstSequence DESC, firstReceivedMs DESC';

/** Chunks and their columns in the file. */
export class ChunkTable {
  readonly #points: PointNames;
  readonly #statements;
  readonly #keys = new DecodedCache<Position[]>(64);
  readonly #columns = new DecodedCache<ChunkColumn | undefined>(256);
  readonly #whole = new DecodedCache<[string, ChunkColumn][]>(16);

  constructor(db: DatabaseSync, points: PointNames) {
    this.#points = points;
    this.#statements = {
      floor: db.prepare(`SELECT * FROM chunk WHERE source = ? AND ${place} <= (?, ?, ?) ORDER BY ${placeDown} LIMIT 1`),
      below: db.prepare(`SELECT * FROM chunk WHERE source = ? AND ${place} < (?, ?, ?) ORDER BY ${placeDown} LIMIT 1`),
      next: db.prepare(
        `SELECT * FROM chunk WHERE source = ? AND ${place} > (?, ?, ?) ORDER BY firstMs, firstSequence, firstReceivedMs LIMIT 1`,
      ),
      having: db.prepare(
        `SELECT * FROM chunk WHERE source = ? AND firstMs < ?
           AND EXISTS (SELECT 1 FROM chunkColumn WHERE id = chunk.id * ${pointsPerChunk} + ?) ORDER BY ${placeDown} LIMIT 1`,
      ),
      columns: db.prepare(
        `SELECT id % ${pointsPerChunk} AS point, crc, bytes FROM chunkColumn WHERE id >= ? AND id < ?`,
      ),
      column: db.prepare('SELECT crc, bytes FROM chunkColumn WHERE id = ?'),
      insert: db.prepare(
        'INSERT INTO chunk (source, firstMs, firstSequence, firstReceivedMs, lastMs, count, crc, keys) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      insertColumn: db.prepare('INSERT INTO chunkColumn (id, crc, bytes) VALUES (?, ?, ?)'),
      remove: db.prepare('DELETE FROM chunk WHERE id = ?'),
      removeColumns: db.prepare('DELETE FROM chunkColumn WHERE id >= ? AND id < ?'),
    };
  }

  /** The chunk that holds the place, or the last one before it. */
  floor(source: number, { atMs, sequence = -1, receivedAtMs }: Position): Chunk | undefined {
    return this.#statements.floor.get(source, atMs, sequence, receivedAtMs) as Chunk | undefined;
  }

  /** The chunk that starts next after the place. */
  next(source: number, { atMs, sequence = -1, receivedAtMs }: Position): Chunk | undefined {
    return this.#statements.next.get(source, atMs, sequence, receivedAtMs) as Chunk | undefined;
  }

  after(chunk: Chunk): Chunk | undefined {
    return this.next(chunk.source, startOf(chunk));
  }

  before(chunk: Chunk): Chunk | undefined {
    return this.#statements.below.get(chunk.source, chunk.firstMs, chunk.firstSequence, chunk.firstReceivedMs) as
      | Chunk
      | undefined;
  }

  /** The last chunk that starts before the instant and mentions the point. */
  having(source: number, point: number, beforeMs: number): Chunk | undefined {
    return this.#statements.having.get(source, beforeMs, point) as Chunk | undefined;
  }

  /** Places of its readings, in order. */
  keys(chunk: Chunk): Position[] {
    return this.#keys.of(chunk.id, () => {
      if (crc32(chunk.keys) !== chunk.crc) throw corrupt(`Index of chunk ${chunk.id}`);
      return decodeKeys(chunk.keys, chunk.count);
    });
  }

  /** One point of a chunk, or undefined where the chunk does not mention it. */
  column(chunk: Chunk, point: number): ChunkColumn | undefined {
    const id = chunk.id * pointsPerChunk + point;
    return this.#columns.of(id, () => {
      const row = this.#statements.column.get(id) as Row | undefined;
      return row === undefined ? undefined : decodeRow(row, chunk);
    });
  }

  /** All of its columns, or those of the points given, by name. */
  columns(chunk: Chunk, points?: readonly string[]): [name: string, column: ChunkColumn][] {
    if (points === undefined) {
      return this.#whole.of(chunk.id, () => {
        const rows = this.#statements.columns.all(...columnIds(chunk)) as unknown as (Row & { point: number })[];
        return rows.map((row) => [this.#points.nameOf(row.point), decodeRow(row, chunk)]);
      });
    }
    return points.flatMap((name) => {
      const point = this.#points.idOf(name);
      const column = point === undefined ? undefined : this.column(chunk, point);
      return column === undefined ? [] : [[name, column] satisfies [string, ChunkColumn]];
    });
  }

  write(source: number, readings: readonly Reading<string>[]): void {
    const first = readings[0]!;
    const keys = encodeKeys(readings);
    const { lastInsertRowid } = this.#statements.insert.run(
      source,
      first.atMs,
      first.sequence ?? -1,
      first.receivedAtMs,
      readings.at(-1)!.atMs,
      readings.length,
      crc32(keys),
      keys,
    );
    for (const [name, column] of columnsOf(readings)) {
      const bytes = encodeColumn(column);
      const point = this.#points.idFor(name, source);
      this.#statements.insertColumn.run(Number(lastInsertRowid) * pointsPerChunk + point, crc32(bytes), bytes);
    }
  }

  /** Numbers of chunks are given again, so nothing decoded may outlive one. */
  forgetDecoded(): void {
    this.#keys.clear();
    this.#columns.clear();
    this.#whole.clear();
  }

  remove(chunk: Chunk): void {
    this.forgetDecoded();
    this.#statements.removeColumns.run(...columnIds(chunk));
    this.#statements.remove.run(chunk.id);
  }
}

/** From the first number that a column of the chunk can have, to the first of the next chunk. */
function columnIds({ id }: Chunk): [number, number] {
  return [id * pointsPerChunk, (id + 1) * pointsPerChunk];
}

interface Row {
  crc: number;
  bytes: Uint8Array;
}

function decodeRow({ crc, bytes }: Row, chunk: Chunk): ChunkColumn {
  if (crc32(bytes) !== crc) throw corrupt(`A column of chunk ${chunk.id}`);
  return decodeColumn(bytes, chunk.count);
}
