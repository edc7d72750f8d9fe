import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { formatSteps, prepareFormat } from './storeFormat.ts';

const versionOf = (db: DatabaseSync) => db.prepare('PRAGMA user_version').get()!.user_version;

describe('store format', () => {
  it('is given to a new file', () => {
    const db = new DatabaseSync(':memory:');
    prepareFormat(db, 'new.db');
    expect(versionOf(db)).toBe(2);
    prepareFormat(db, 'new.db');
  });

  it('refuses a version of the future and leaves the file alone', () => {
    const db = new DatabaseSync(':memory:');
    prepareFormat(db, 'x.db');
    db.exec('PRAGMA user_version = 7');
    expect(() => prepareFormat(db, 'x.db')).toThrowError(
      expect.objectContaining({ code: 'STORE_FORMAT_FUTURE', context: { file: 'x.db', version: 7, supported: 2 } }),
    );
    expect(versionOf(db)).toBe(7);
  });

  it('migrates step by step, all or nothing', () => {
    const db = new DatabaseSync(':memory:');
    prepareFormat(db, 'x.db');
    const next = [...formatSteps, 'ALTER TABLE source ADD COLUMN note TEXT'];
    expect(() => prepareFormat(db, 'x.db', [...next, 'CREATE TABLE nonsense'])).toThrow();
    expect(versionOf(db)).toBe(2);
    expect(() => db.prepare('SELECT note FROM source')).toThrow();
    prepareFormat(db, 'x.db', next);
    expect(versionOf(db)).toBe(3);
    expect(db.prepare('SELECT note FROM source').all()).toEqual([]);
  });

  it('does not touch a file of another program', () => {
    const db = new DatabaseSync(':memory:');
    db.exec('CREATE TABLE customers (id INTEGER)');
    expect(() => prepareFormat(db, 'crm.db')).toThrowError(expect.objectContaining({ code: 'STORE_FORMAT_UNKNOWN' }));
  });
});
