import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store/StoreError.ts';
import { transaction } from './transaction.ts';

/** `application_id` of our files: "USNA". */
const applicationId = 0x5553_4e41;

/** Steps from one format version to the next; step `i` leads from version `i` to `i + 1`. Published ones never change. */
export const formatSteps: readonly string[] = [
  `CREATE TABLE source (
     id INTEGER PRIMARY KEY, portfolio TEXT NOT NULL, asset TEXT NOT NULL, name TEXT NOT NULL,
     UNIQUE (portfolio, asset, name)) STRICT;
   CREATE TABLE point (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE sourcePoint (source INTEGER NOT NULL, point INTEGER NOT NULL, PRIMARY KEY (source, point)) STRICT, WITHOUT ROWID;
   CREATE TABLE log (id INTEGER PRIMARY KEY, portfolio TEXT NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
   CREATE TABLE chunk (
     id INTEGER PRIMARY KEY, source INTEGER NOT NULL,
     firstMs INTEGER NOT NULL, firstSequence INTEGER NOT NULL, firstReceivedMs INTEGER NOT NULL,
     lastMs INTEGER NOT NULL, count INTEGER NOT NULL, crc INTEGER NOT NULL, keys BLOB NOT NULL) STRICT;
   CREATE UNIQUE INDEX chunkPlace ON chunk (source, firstMs, firstSequence, firstReceivedMs);
   CREATE TABLE chunkColumn (id INTEGER PRIMARY KEY, crc INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;`,
  'CREATE TABLE newest (source INTEGER PRIMARY KEY, crc INTEGER NOT NULL, body TEXT NOT NULL) STRICT;',
];

/**
 * Brings an open file to the current format: a new file gets it, an older one is migrated in one transaction. Throws
 * `STORE_FORMAT_UNKNOWN` for a file of another program and `STORE_FORMAT_FUTURE` for one of a newer version.
 */
export function prepareFormat(db: DatabaseSync, file: string, steps: readonly string[] = formatSteps): void {
  const version = pragma(db, 'user_version');
  const owner = pragma(db, 'application_id');
  const tables = db.prepare('SELECT count(*) AS count FROM sqlite_schema').get() as { count: number };
  if (owner !== applicationId && tables.count > 0)
    throw new StoreError('STORE_FORMAT_UNKNOWN', `${file} is a SQLite file of another program. Check the path.`, {
      context: { file, applicationId: owner },
    });
  if (version > steps.length)
    throw new StoreError(
      'STORE_FORMAT_FUTURE',
      `${file} has format ${version}; this version of @usina/core reads up to ${steps.length}. Update the package. The file was not touched.`,
      { context: { file, version, supported: steps.length } },
    );
  if (version === steps.length) return;
  transaction(db, () => {
    for (const step of steps.slice(version)) db.exec(step);
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}`);
  });
}

function pragma(db: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return (db.prepare(`PRAGMA ${name}`).get() as Record<string, number>)[name]!;
}
