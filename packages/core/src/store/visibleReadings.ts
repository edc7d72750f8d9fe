import type { Flag } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { sameKey } from './readingOrder.ts';
import type { Revisions } from './TelemetryStore.ts';

/**
 * The revisions that are asked for, of the sorted readings of one source. Later revisions carry `corrected` on every
 * point. All revisions of a key must be in the list, so cut it between instants only.
 */
export function visibleReadings(sorted: readonly Reading<string>[], revisions: Revisions): Reading<string>[] {
  const knownAtMs = typeof revisions === 'object' ? revisions.asKnownAtMs : Number.POSITIVE_INFINITY;
  const visible: Reading<string>[] = [];
  for (let index = 0; index < sorted.length; index += 1) {
    const reading = sorted[index]!;
    if (reading.receivedAtMs > knownAtMs) continue;
    const next = sorted[index + 1];
    const superseded = next !== undefined && next.receivedAtMs <= knownAtMs && sameKey(reading, next);
    if (superseded && revisions !== 'all') continue;
    const previous = sorted[index - 1];
    visible.push(previous !== undefined && sameKey(previous, reading) ? asCorrected(reading) : reading);
  }
  return visible;
}

function asCorrected(reading: Reading<string>): Reading<string> {
  const points = [...Object.keys(reading.values), ...Object.keys(reading.flags ?? {})];
  if (points.length === 0) return reading;
  const flags: Record<string, readonly Flag[]> = {};
  for (const point of points) flags[point] = [...new Set([...(reading.flags?.[point] ?? []), 'corrected' as const])];
  return { ...reading, flags };
}
