import type { Reading } from '../readings/Reading.ts';
import { firstSince } from './readingOrder.ts';
import type { LatestQuery, LatestValue } from './TelemetryStore.ts';
import { visibleReadings } from './visibleReadings.ts';

/** What a reading says of a point, or undefined when it does not mention it. */
export function mentionOf(reading: Reading<string>, point: string): LatestValue | undefined {
  const value = reading.values[point];
  const flags = reading.flags?.[point];
  if (value === undefined && flags === undefined) return undefined;
  const { atMs, receivedAtMs, source } = reading;
  return { ...(value !== undefined && { value }), atMs, receivedAtMs, source, ...(flags && { flags }) };
}

/** The points that a reading mentions; one with a value and flags comes twice. */
export function* pointsIn({ values, flags }: Reading<string>): Generator<string> {
  for (const name in values) yield name;
  for (const name in flags) yield name;
}

/** Newest mention of each point in the sorted readings of one source, looked for from the end. */
export function latestIn(
  sorted: readonly Reading<string>[],
  { points, beforeMs, revisions = 'latest' }: Omit<LatestQuery, 'assetId' | 'sources'>,
): Record<string, LatestValue> {
  const latest: Record<string, LatestValue> = {};
  const wanted = points && new Set(points);
  let end = beforeMs === undefined ? sorted.length : firstSince(sorted, beforeMs);
  while (end > 0 && wanted?.size !== 0) {
    let start = end - 1;
    while (start > 0 && sorted[start - 1]!.atMs === sorted[start]!.atMs) start -= 1;
    for (const reading of visibleReadings(sorted.slice(start, end), revisions).reverse()) {
      for (const point of wanted ?? pointsIn(reading)) {
        const mention = Object.hasOwn(latest, point) ? undefined : mentionOf(reading, point);
        if (mention === undefined) continue;
        latest[point] = mention;
        wanted?.delete(point);
      }
    }
    end = start;
  }
  return latest;
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
