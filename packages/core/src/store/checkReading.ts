import { Flag } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { StoreError } from './StoreError.ts';

const latestMs = 8.64e15;
const knownFlags: ReadonlySet<string> = new Set(Flag.options);

/** Throws `STORE_READING_INVALID` unless the reading can be stored and read back exactly. */
export function checkReading(reading: Reading<string>): void {
  if (typeof reading !== 'object' || reading === null) {
    throw new StoreError('STORE_READING_INVALID', `Read ${String(reading)}, expected a reading. Nothing was stored.`, {
      context: { read: reading },
    });
  }
  checkName(reading, 'assetId');
  checkName(reading, 'source');
  checkWhole(reading, 'atMs', latestMs);
  checkWhole(reading, 'receivedAtMs', latestMs);
  if (reading.sequence !== undefined) checkWhole(reading, 'sequence', Number.MAX_SAFE_INTEGER);
  const { values } = reading;
  if (typeof values !== 'object' || values === null) {
    throw invalid(reading, 'values', values, 'numbers by point, {} where there is none');
  }
  for (const point in values) {
    checkPoint(reading, 'values', point);
    const value = values[point];
    if (value !== undefined && !Number.isFinite(value))
      throw invalid(reading, `values.${point}`, value, 'a finite number; a point without one belongs in flags');
  }
  for (const point in reading.flags) {
    checkPoint(reading, 'flags', point);
    for (const flag of reading.flags[point] ?? [])
      if (!knownFlags.has(flag)) throw invalid(reading, `flags.${point}`, flag, `one of ${Flag.options.join(', ')}`);
  }
}

function checkName(reading: Reading<string>, field: 'assetId' | 'source'): void {
  const name: unknown = reading[field];
  if (typeof name !== 'string' || name.length === 0 || name.length > 200)
    throw invalid(reading, field, name, 'a name of 1 to 200 characters');
}

function checkPoint(reading: Reading<string>, field: 'values' | 'flags', point: string): void {
  if (point.length === 0 || point.length > 200)
    throw invalid(reading, field, `the point "${point.slice(0, 20)}…"`, 'points with names of 1 to 200 characters');
}

function checkWhole(reading: Reading<string>, field: 'atMs' | 'receivedAtMs' | 'sequence', max: number): void {
  const value: unknown = reading[field];
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > max)
    throw invalid(reading, field, value, `a whole number from 0 to ${max}`);
}

function invalid(reading: Reading<string>, path: string, read: unknown, expected: string): StoreError {
  return new StoreError(
    'STORE_READING_INVALID',
    `A reading of ${String(reading.assetId)} at ${String(reading.atMs)} has ${path} = ${String(read)}, expected ${expected}. Nothing was stored.`,
    { context: { assetId: reading.assetId, atMs: reading.atMs, path, read } },
  );
}
