import { throwIfAborted } from '../errors/abort.ts';
import { flagsToBits } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { unusableFlags } from '../series/index.ts';
import type { LatestQuery, LatestValue, RangeQuery, SeriesQuery } from './TelemetryStore.ts';

/** What of a store a series is made from. */
export interface SeriesSource {
  scan(query: RangeQuery): AsyncIterable<Reading<string>[]>;
  latest(query: LatestQuery): Promise<Record<string, LatestValue>>;
}

/** One counter of one asset. */
interface RegisterQuery extends Pick<SeriesQuery, 'assetId' | 'sources' | 'revisions' | 'signal'> {
  readonly point: string;
}

/** The end of time, as far as a stamp can say. */
const endOfTimeMs = 8.64e15;
const unusableBits = flagsToBits(unusableFlags);

/** Whether a reading has a number of the point that is believed. */
export function isUsable({ values, flags }: Reading<string>, point: string): boolean {
  return values[point] !== undefined && (flagsToBits(flags?.[point]) & unusableBits) === 0;
}

/** The last usable register before `endMs`, however long before. */
export async function lastRegister(
  store: SeriesSource,
  { point, endMs, signal, ...of }: RegisterQuery & { readonly endMs: number },
): Promise<Reading<string> | undefined> {
  for (let beforeMs = endMs; ; ) {
    throwIfAborted(signal, 'Looking for a register');
    const found = await newest(store, { ...of, point, beforeMs });
    if (found === undefined || isUsable(found, point)) return found;
    beforeMs = found.atMs;
  }
}

/** The first usable register at or after `startMs`, however long after. */
export async function firstRegister(
  store: SeriesSource,
  { point, startMs, ...of }: RegisterQuery & { readonly startMs: number },
): Promise<Reading<string> | undefined> {
  const last = await newest(store, { ...of, point });
  if (last === undefined || last.atMs < startMs) return undefined;
  for await (const page of store.scan({ ...of, points: [point], startMs, endMs: endOfTimeMs })) {
    const found = page.find((reading) => isUsable(reading, point));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function newest(
  store: SeriesSource,
  { assetId, sources, revisions, point, beforeMs }: RegisterQuery & { readonly beforeMs?: number },
): Promise<Reading<string> | undefined> {
  const query = { assetId, points: [point], sources, revisions, beforeMs };
  const mention = (await store.latest(query))[point];
  if (mention === undefined) return undefined;
  const { value, flags, ...at } = mention;
  return {
    assetId,
    ...at,
    values: value === undefined ? {} : { [point]: value },
    ...(flags && { flags: { [point]: flags } }),
  };
}
