import type { Reading } from '../readings/Reading.ts';
import type { LatestValue } from './TelemetryStore.ts';

/** What a reading says of a point, or undefined when it does not mention it. */
export function mentionOf(reading: Reading<string>, point: string): LatestValue | undefined {
  const value = reading.values[point];
  const flags = reading.flags?.[point];
  if (value === undefined && flags === undefined) return undefined;
  const { atMs, receivedAtMs, source } = reading;
  return { ...(value !== undefined && { value }), atMs, receivedAtMs, source, ...(flags && { flags }) };
}

/** Keeps the newer of the mentions of one point by two sources: by instant, then by when it became known, then by name. */
export function keepNewer(latest: Record<string, LatestValue>, point: string, mention: LatestValue): void {
  const known = latest[point];
  if (known === undefined || isNewer(mention, known)) latest[point] = mention;
}

function isNewer(a: LatestValue, b: LatestValue): boolean {
  const order = a.atMs - b.atMs || a.receivedAtMs - b.receivedAtMs;
  return order > 0 || (order === 0 && a.source > b.source);
}
