import * as z from 'zod';
import type { Column } from '../series/Series.ts';

/** Identity of a thing in a portfolio; unique within its kind of thing. */
export const Id = z
  .string()
  .min(1)
  .max(100)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u,
    'expected letters, digits and . _ : - only, starting with a letter or digit',
  );

/** Epoch milliseconds, UTC. */
export const EpochMs = z.number().int().min(-8.64e15).max(8.64e15);

/** IANA time zone that this runtime knows. */
export const TimeZone = z
  .string()
  .refine(isTimeZone, { error: 'expected an IANA time zone such as "America/Sao_Paulo"' });

/** Local calendar date, `YYYY-MM-DD`. */
export const LocalDate = z.iso.date({ error: 'expected a date such as "2026-10-01"' });

/** Numbers of a grid; on the wire an array with null where a number is missing, in memory a Float64Array with NaN. */
export const NumberColumn = z.codec(
  z.array(z.number().nullable()),
  z.custom<Column>(isFloat64Array, 'expected a Float64Array'),
  {
    decode: (wire) => Float64Array.from(wire, (value) => value ?? Number.NaN),
    encode: (column) => Array.from(column, (value) => (Number.isNaN(value) ? null : value)),
  },
);

function isFloat64Array(value: unknown): boolean {
  return value instanceof Float64Array;
}

/** Zones found to be known: making a formatter costs 30 µs, and a portfolio names few. Bounded by the zones that exist. */
const knownZones = new Set<string>();

function isTimeZone(value: string): boolean {
  if (knownZones.has(value)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    knownZones.add(value);
    return true;
  } catch {
    return false;
  }
}
