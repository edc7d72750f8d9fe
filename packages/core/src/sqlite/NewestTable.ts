import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { LatestValue } from '../store/TelemetryStore.ts';
import { corrupt } from './storeFault.ts';

/** Newest mention of each point by one source. */
export type Newest = Map<string, LatestValue>;

/**
 * The newest mentions as of the last move of the log into chunks, so that the first question after opening needs no
 * chunk. A source without a row is looked up in its chunks.
 */
export class NewestTable {
  readonly #statements;

  constructor(db: DatabaseSync) {
    this.#statements = {
      read: db.prepare('SELECT crc, body FROM newest WHERE source = ?'),
      write: db.prepare('INSERT OR REPLACE INTO newest (source, crc, body) VALUES (?, ?, ?)'),
      remove: db.prepare('DELETE FROM newest WHERE source = ?'),
    };
  }

  /** Undefined where nothing is kept. Throws `STORE_CORRUPT`. */
  read(source: number): Newest | undefined {
    const row = this.#statements.read.get(source) as { crc: number; body: string } | undefined;
    if (row === undefined) return undefined;
    if (crc32(row.body) !== row.crc) throw corrupt(`The newest values of source ${source}`);
    return new Map(JSON.parse(row.body) as [string, LatestValue][]);
  }

  /** Inside a transaction only. */
  write(source: number, newest: Newest): void {
    // JSON has no -0, and a value that is read back is the one that was stored
    if ([...newest.values()].some(({ value }) => Object.is(value, -0))) {
      this.remove(source);
      return;
    }
    const body = JSON.stringify([...newest]);
    this.#statements.write.run(source, crc32(body), body);
  }

  /** Inside a transaction only. */
  remove(source: number): void {
    this.#statements.remove.run(source);
  }
}
