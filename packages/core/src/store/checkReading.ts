import { Flag } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { StoreError } from './StoreError.ts';

const latestMs = 8.64e15;
const knownFlags: ReadonlySet<string> = new Set(Flag.options);

/** Throws `STORE_READING_INVALID` unless the reading can be stored and read back exactly. */
export function checkReading(reading: Reading<string>): void {
  if (!isRecord(reading)) throw noReadings('a reading', reading, 'an object with assetId, source, atMs and values');
  checkName(reading, 'assetId', reading.assetId);
  checkName(reading, 'source', reading.source);
  checkWhole(reading, 'atMs', latestMs);
  checkWhole(reading, 'receivedAtMs', latestMs);
  if (reading.sequence !== undefined) checkWhole(reading, 'sequence', Number.MAX_SAFE_INTEGER);
  if (!isRecord(reading.values)) throw invalid(reading, 'values', reading.values, 'numbers by point, {} where none');
  for (const point in reading.values) {
    checkName(reading, 'the name of a point in values', point);
    const value = reading.values[point];
    if (value !== undefined && !Number.isFinite(value))
      throw invalid(reading, `values.${point}`, value, 'a finite number; a point without one belongs in flags');
  }
  if (reading.flags === undefined) return;
  if (!isRecord(reading.flags)) throw invalid(reading, 'flags', reading.flags, 'lists of flags by point');
  for (const point in reading.flags) {
    checkName(reading, 'the name of a point in flags', point);
    const flags: unknown = reading.flags[point] ?? [];
    if (!Array.isArray(flags)) throw invalid(reading, `flags.${point}`, flags, 'a list of flags');
    for (const flag of flags)
      if (!knownFlags.has(flag)) throw invalid(reading, `flags.${point}`, flag, `one of ${Flag.options.join(', ')}`);
  }
}

/** The error for what is no reading, or no list of readings, at all. */
export function noReadings(what: string, read: unknown, expected: string): StoreError {
  const kind = read === null ? 'null' : Array.isArray(read) ? 'an array' : typeof read;
  return new StoreError(
    'STORE_READING_INVALID',
    `Read ${kind} for ${what}, expected ${expected}. Nothing was stored.`,
    {
      context: { read: kind },
    },
  );
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkName(reading: Reading<string>, path: string, name: unknown): void {
  if (typeof name !== 'string' || name.length === 0 || name.length > 200)
    throw invalid(reading, path, name, 'a name of 1 to 200 characters');
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
