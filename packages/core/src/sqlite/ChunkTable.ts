import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { bitsToFlags, type Flag, flagsToBits } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import type { Position } from '../store/readingOrder.ts';
import { type ChunkColumn, decodeColumn, encodeColumn } from './chunkColumn.ts';
import { decodeKeys, encodeKeys } from './chunkKeys.ts';
import type { PointNames } from './PointNames.ts';
import { corrupt } from './storeFault.ts';

/** One source of one asset. */
export interface Source {
  readonly id: number;
  readonly assetId: string;
  readonly source: string;
}

/** A row of chunk: up to `chunkReadings` readings of one source that lie side by side. Chunks do not overlap. */
export interface Chunk {
  readonly id: number;
  readonly source: number;
  readonly firstMs: number;
  readonly firstSequence: number;
  readonly firstReceivedMs: number;
  readonly lastMs: number;
  readonly count: number;
  readonly crc: number;
  readonly keys: Uint8Array;
}

const pointsPerChunk = 65_536;
const place = '(firstMs, firstSequence, firstReceivedMs)';
const placeDown = 'firstMs DESC, firstSequence DESC, firstReceivedMs DESC';

/** Chunks and their columns in the file. */
export class ChunkTable {
  readonly #points: PointNames;
  readonly #statements;

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
        `SELECT id % ${pointsPerChunk} AS point, crc, bytes FROM chunkColumn WHERE id BETWEEN ?1 * ${pointsPerChunk} AND ?1 * ${pointsPerChunk} + ${pointsPerChunk - 1}`,
      ),
      column: db.prepare('SELECT crc, bytes FROM chunkColumn WHERE id = ?'),
      insert: db.prepare(
        'INSERT INTO chunk (source, firstMs, firstSequence, firstReceivedMs, lastMs, count, crc, keys) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      insertColumn: db.prepare('INSERT INTO chunkColumn (id, crc, bytes) VALUES (?, ?, ?)'),
      remove: db.prepare('DELETE FROM chunk WHERE id = ?'),
      removeColumns: db.prepare(
        `DELETE FROM chunkColumn WHERE id BETWEEN ?1 * ${pointsPerChunk} AND ?1 * ${pointsPerChunk} + ${pointsPerChunk - 1}`,
      ),
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

  /** Readings of a chunk in order, all revisions; only the points given, where points are given. */
  readings(of: Source, chunk: Chunk, points?: readonly string[]): Reading<string>[] {
    const keys = this.keys(chunk);
    const columns = this.#columnsOf(chunk, points);
    return keys.map((key, index) => {
      const values: Record<string, number> = {};
      let flags: Record<string, readonly Flag[]> | undefined;
      for (const [name, column] of columns) {
        const value = column.values[index]!;
        const bits = column.flags[index]!;
        if (!Number.isNaN(value)) values[name] = value;
        if (bits !== 0) {
          flags ??= {};
          flags[name] = bitsToFlags(bits);
        }
      }
      const reading = { assetId: of.assetId, ...key, source: of.source, values };
      return flags === undefined ? reading : { ...reading, flags };
    });
  }

  keys(chunk: Chunk): Position[] {
    if (crc32(chunk.keys) !== chunk.crc) throw corrupt(`Index of chunk ${chunk.id}`);
    return decodeKeys(chunk.keys, chunk.count);
  }

  /** One point of a chunk, or undefined where the chunk does not mention it. */
  column(chunk: Chunk, point: number): ChunkColumn | undefined {
    const row = this.#statements.column.get(chunk.id * pointsPerChunk + point) as Row | undefined;
    return row === undefined ? undefined : decodeRow(row, chunk);
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
    for (const [name, column] of columnsOfReadings(readings)) {
      const bytes = encodeColumn(column);
      const point = this.#points.idFor(name, source);
      this.#statements.insertColumn.run(Number(lastInsertRowid) * pointsPerChunk + point, crc32(bytes), bytes);
    }
  }

  remove(chunk: Chunk): void {
    this.#statements.removeColumns.run(chunk.id);
    this.#statements.remove.run(chunk.id);
  }

  #columnsOf(chunk: Chunk, points: readonly string[] | undefined): [string, ChunkColumn][] {
    if (points === undefined) {
      const rows = this.#statements.columns.all(chunk.id) as unknown as (Row & { point: number })[];
      return rows.map((row) => [this.#points.nameOf(row.point), decodeRow(row, chunk)]);
    }
    return points.flatMap((name) => {
      const point = this.#points.idOf(name);
      const column = point === undefined ? undefined : this.column(chunk, point);
      return column === undefined ? [] : [[name, column] satisfies [string, ChunkColumn]];
    });
  }
}

interface Row {
  crc: number;
  bytes: Uint8Array;
}

function decodeRow({ crc, bytes }: Row, chunk: Chunk): ChunkColumn {
  if (crc32(bytes) !== crc) throw corrupt(`A column of chunk ${chunk.id}`);
  return decodeColumn(bytes, chunk.count);
}

/** Place of the first reading of a chunk. */
export function startOf(chunk: Chunk): Position {
  return {
    atMs: chunk.firstMs,
    receivedAtMs: chunk.firstReceivedMs,
    ...(chunk.firstSequence >= 0 && { sequence: chunk.firstSequence }),
  };
}

function columnsOfReadings(readings: readonly Reading<string>[]): Map<string, ChunkColumn> {
  const columns = new Map<string, ChunkColumn>();
  const columnFor = (name: string): ChunkColumn => {
    let column = columns.get(name);
    if (column === undefined) {
      column = { values: new Float64Array(readings.length).fill(Number.NaN), flags: new Uint16Array(readings.length) };
      columns.set(name, column);
    }
    return column;
  };
  readings.forEach(({ values, flags }, index) => {
    for (const name in values) columnFor(name).values[index] = values[name]!;
    for (const name in flags) columnFor(name).flags[index] = flagsToBits(flags[name]);
  });
  return columns;
}
