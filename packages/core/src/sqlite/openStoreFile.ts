import { DatabaseSync } from 'node:sqlite';
import { prepareFormat } from './storeFormat.ts';

const pageBytes = 8_192;

export interface StoreFileOptions {
  file: string;
  /** Bound of the file in bytes; undefined: the disk. */
  maxBytes: number | undefined;
}

/**
 * Opens the file for one writer: WAL, `synchronous=FULL` (each commit is fsync'd before it is acknowledged), exclusive
 * lock, and what is deleted is overwritten, because a right to erasure means the bytes.
 */
export function openStoreFile({ file, maxBytes }: StoreFileOptions): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    db.exec(
      `PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = ${pageBytes}; PRAGMA secure_delete = ON;
       PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;`,
    );
    if (maxBytes !== undefined) db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageBytes))}`);
    prepareFormat(db, file);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;');
    db.exec('BEGIN IMMEDIATE; COMMIT');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
