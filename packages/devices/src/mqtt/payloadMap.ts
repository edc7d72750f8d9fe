import { isUsinaError } from '@usina/core';
import { localToUtcMs } from '@usina/core/time';
import type { Measurement } from '../driver/Driver.ts';
import { MeasurementBuilder } from '../driver/MeasurementBuilder.ts';
import type { ResolvedScaling } from '../driver/pointScaling.ts';
import { atJsonPath, type JsonPath } from './jsonPath.ts';

/** A point of a payload with everything looked up. */
export interface MappedValue<P extends string> {
  readonly point: P;
  readonly path: JsonPath;
  readonly combine: 'sum' | 'mean' | undefined;
  readonly scaling: ResolvedScaling;
}

export interface PayloadMap<P extends string> {
  readonly values: readonly MappedValue<P>[];
  readonly time: { readonly path: JsonPath; readonly format: 'epochMs' | 'epochS' | 'iso' } | undefined;
  readonly maxBytes: number;
}

/** What a message gave: a measurement, nothing for this meter, or why it could not be read. */
export type ReadPayload<P extends string> =
  | { readonly kind: 'measurement'; readonly measurement: Measurement<P> }
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed'; readonly why: string };

/** Clocks that were never set begin at 1970 or at the build of the firmware. */
const earliestStampMs = Date.UTC(2000, 0, 1);
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads one message. Never throws: what devices send is data. */
export function readPayload<P extends string>(
  map: PayloadMap<P>,
  bytes: Uint8Array,
  options: { retained: boolean; timeZone: string },
): ReadPayload<P> {
  if (bytes.length > map.maxBytes) return malformed(`${bytes.length} bytes, at most ${map.maxBytes} are read`);
  let payload: unknown;
  try {
    payload = JSON.parse(decoder.decode(bytes));
  } catch (error) {
    return malformed((error as Error).message);
  }
  const builder = new MeasurementBuilder<P>();
  let found = 0;
  for (const { point, path, combine, scaling } of map.values) {
    const value = atJsonPath(payload, path);
    if (value === undefined) continue;
    found += 1;
    const number = toNumber(value, combine);
    if (value === null) builder.flag(point, 'notImplemented');
    else builder.add(point, number, scaling);
    if (options.retained) builder.flag(point, 'retained');
  }
  if (found === 0) return { kind: 'other' };
  const stamp = map.time && atJsonPath(payload, map.time.path);
  const atMs = map.time && stamp !== undefined ? toEpochMs(stamp, map.time.format, options.timeZone) : undefined;
  if (Number.isNaN(atMs)) return malformed(`the stamp ${JSON.stringify(stamp)} is no time`);
  return { kind: 'measurement', measurement: builder.build(atMs) };
}

function malformed(why: string): { kind: 'malformed'; why: string } {
  return { kind: 'malformed', why };
}

/** Devices that write numbers as text write decimals: "0x10" is a status word or an address. */
const decimal = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** A number, or text that is a decimal one; of an array what `combine` says; NaN for anything else. */
function toNumber(value: unknown, combine: 'sum' | 'mean' | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return decimal.test(value) ? Number(value) : Number.NaN;
  if (!Array.isArray(value) || combine === undefined || value.length === 0) return Number.NaN;
  const sum = value.reduce<number>((total, one) => total + toNumber(one, undefined), 0);
  return combine === 'sum' ? sum : sum / value.length;
}

/** Epoch milliseconds; undefined where the device's clock is not set; NaN where it is no time. */
function toEpochMs(stamp: unknown, format: 'epochMs' | 'epochS' | 'iso', timeZone: string): number | undefined {
  let ms = Number.NaN;
  if (format === 'iso' && typeof stamp === 'string') ms = isoToMs(stamp, timeZone);
  else if (format !== 'iso' && typeof stamp === 'number') ms = Math.round(format === 'epochS' ? stamp * 1_000 : stamp);
  if (Number.isNaN(ms) || Math.abs(ms) > 8.64e15) return Number.NaN;
  return ms < earliestStampMs ? undefined : ms;
}

/** A stamp without an offset is the wall clock of the site. */
function isoToMs(stamp: string, timeZone: string): number {
  if (/(?:Z|[+-]\d\d:?\d\d)$/i.test(stamp)) return Date.parse(stamp);
  try {
    return localToUtcMs(stamp, timeZone);
  } catch (error) {
    if (isUsinaError(error)) return Number.NaN;
    throw error;
  }
}
