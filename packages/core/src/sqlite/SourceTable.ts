import type { DatabaseSync } from 'node:sqlite';
import type { Reading } from '../readings/Reading.ts';
import type { ChunkTable } from './ChunkTable.ts';
import type { Newest } from './NewestTable.ts';

/** One source of one asset, and what of it is still in the log. */
export interface LiveSource {
  /** Undefined until its first chunk is written. */
  id: number | undefined;
  readonly assetId: string;
  readonly source: string;
  /** Readings that are in the log only, sorted. */
  readonly tail: Reading<string>[];
  /** Instant of the last reading in chunks; -1 when there is none. */
  endMs: number;
  /** Newest mention of each point, once it was needed; undefined when it must be looked up. */
  newest?: Newest | undefined;
  /** Whether what the file keeps of it was taken. */
  isNewestLoaded?: boolean;
}

/** The sources of one portfolio: few, so they are held in memory. */
export class SourceTable {
  readonly #byAsset = new Map<string, Map<string, LiveSource>>();
  readonly #withTail = new Set<LiveSource>();
  /** Sources that got their number in the transaction that runs. */
  readonly #numbered = new Set<LiveSource>();
  readonly #portfolioId: string;
  readonly #insert;
  readonly #delete;
  readonly #deleteUses;

  constructor(db: DatabaseSync, portfolioId: string, chunks: ChunkTable) {
    this.#portfolioId = portfolioId;
    this.#insert = db.prepare('INSERT INTO source (portfolio, asset, name) VALUES (?, ?, ?)');
    this.#delete = db.prepare('DELETE FROM source WHERE id = ?');
    this.#deleteUses = db.prepare('DELETE FROM sourcePoint WHERE source = ?');
    const rows = db.prepare('SELECT id, asset, name FROM source WHERE portfolio = ?').all(portfolioId);
    for (const { id, asset, name } of rows as unknown as { id: number; asset: string; name: string }[]) {
      const last = chunks.floor(id, { atMs: Number.MAX_SAFE_INTEGER, receivedAtMs: 0 });
      this.#keep({ id, assetId: asset, source: name, tail: [], endMs: last?.lastMs ?? -1 });
    }
  }

  /** The source of a reading that goes into its tail. */
  for({ assetId, source }: Reading<string>): LiveSource {
    const live =
      this.#byAsset.get(assetId)?.get(source) ??
      this.#keep({ id: undefined, assetId, source, tail: [], endMs: -1, newest: new Map() });
    this.#withTail.add(live);
    return live;
  }

  of(assetId: string, names: readonly string[] | undefined): LiveSource[] {
    const all = [...(this.#byAsset.get(assetId)?.values() ?? [])];
    return names === undefined ? all : all.filter(({ source }) => names.includes(source));
  }

  *all(): Generator<LiveSource> {
    for (const sources of this.#byAsset.values()) yield* sources.values();
  }

  withTail(): Iterable<LiveSource> {
    return this.#withTail;
  }

  /** The number of a source in the file; a new one gets one. Inside a transaction only. */
  idFor(source: LiveSource): number {
    if (source.id === undefined) {
      source.id = Number(this.#insert.run(this.#portfolioId, source.assetId, source.source).lastInsertRowid);
      this.#numbered.add(source);
    }
    return source.id;
  }

  /** After all tails were moved into chunks. */
  moved(): void {
    for (const source of this.#withTail) {
      source.endMs = Math.max(source.endMs, source.tail.at(-1)?.atMs ?? -1);
      source.tail.length = 0;
    }
    this.#withTail.clear();
    this.#numbered.clear();
  }

  rolledBack(): void {
    for (const source of this.#numbered) source.id = undefined;
    this.#numbered.clear();
  }

  /** Takes a source out of the file. Inside a transaction only; `forget` follows. */
  remove({ id }: LiveSource): void {
    if (id === undefined) return;
    this.#deleteUses.run(id);
    this.#delete.run(id);
  }

  forget(assetId: string): void {
    this.#byAsset.delete(assetId);
  }

  #keep(source: LiveSource): LiveSource {
    const ofAsset = this.#byAsset.get(source.assetId) ?? new Map<string, LiveSource>();
    this.#byAsset.set(source.assetId, ofAsset.set(source.source, source));
    return source;
  }
}
