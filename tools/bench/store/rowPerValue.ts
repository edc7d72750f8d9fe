import { DatabaseSync } from 'node:sqlite';
import type { Reading } from '@usina/core';

/** The peer: what one writes first with `node:sqlite`. A row a value, clustered by asset, point and instant, WAL, fsync'd. */
export function openRowPerValue(file: string) {
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS value (
      asset INTEGER NOT NULL, point INTEGER NOT NULL, atMs INTEGER NOT NULL, source INTEGER NOT NULL,
      receivedAtMs INTEGER NOT NULL, value REAL, PRIMARY KEY (asset, point, atMs, source)) WITHOUT ROWID;`);
  const insertName = db.prepare('INSERT INTO name (text) VALUES (?) RETURNING id');
  const insert = db.prepare('INSERT OR IGNORE INTO value VALUES (?, ?, ?, ?, ?, ?)');
  const select = db.prepare(
    'SELECT point, atMs, source, receivedAtMs, value FROM value WHERE asset = ? AND point = ? AND atMs >= ? AND atMs < ? ORDER BY atMs',
  );
  const newest = db.prepare('SELECT atMs, value FROM value WHERE asset = ? AND point = ? ORDER BY atMs DESC LIMIT 1');
  const ids = new Map<string, number>();
  const names = new Map<number, string>();
  const keep = (id: number, text: string) => {
    ids.set(text, id);
    names.set(id, text);
    return id;
  };
  for (const { id, text } of db.prepare('SELECT id, text FROM name').all()) keep(id as number, text as string);
  const idOf = (text: string) => ids.get(text) ?? keep(insertName.get(text)!.id as number, text);
  const points = ['acPowerW', 'energyWh', 'frequencyHz'];

  return {
    append(readings: readonly Reading<string>[]): void {
      db.exec('BEGIN');
      for (const { assetId, atMs, receivedAtMs, source, values } of readings)
        for (const point in values)
          insert.run(idOf(assetId), idOf(point), atMs, idOf(source), receivedAtMs, values[point]!);
      db.exec('COMMIT');
    },
    range(assetId: string, startMs: number, endMs: number): Reading<string>[] {
      const byInstant = new Map<number, Reading<string> & { values: Record<string, number> }>();
      for (const point of points) {
        for (const row of select.all(idOf(assetId), idOf(point), startMs, endMs)) {
          const { atMs, receivedAtMs, source, value } = row as Record<string, number>;
          let reading = byInstant.get(atMs!);
          if (reading === undefined) {
            reading = { assetId, atMs: atMs!, receivedAtMs: receivedAtMs!, source: names.get(source!)!, values: {} };
            byInstant.set(atMs!, reading);
          }
          reading.values[point] = value!;
        }
      }
      return [...byInstant.values()];
    },
    latest(assetId: string): Record<string, unknown> {
      return Object.fromEntries(points.map((point) => [point, newest.get(idOf(assetId), idOf(point))]));
    },
    close: () => db.close(),
  };
}
