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

/** Keeps the newer of two mentions of one point, by instant, then by when it became known. */
export function keepNewer(latest: Record<string, LatestValue>, point: string, mention: LatestValue): void {
  const known = latest[point];
  if (
    known === undefined ||
    mention.atMs > known.atMs ||
    (mention.atMs === known.atMs && mention.receivedAtMs >= known.receivedAtMs)
  )
    latest[point] = mention;
}
