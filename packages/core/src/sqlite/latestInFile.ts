import type { Reading } from '../readings/Reading.ts';
import { keepNewer, mentionOf } from '../store/latestOf.ts';
import { firstSince } from '../store/readingOrder.ts';
import type { LatestQuery, LatestValue } from '../store/TelemetryStore.ts';
import { visibleReadings } from '../store/visibleReadings.ts';
import type { ChunkTable } from './ChunkTable.ts';
import type { PointNames } from './PointNames.ts';
import type { LiveSource } from './SourceTable.ts';
import { sliceInFile } from './sliceInFile.ts';

interface Places {
  chunks: ChunkTable;
  points: PointNames;
  sources: readonly LiveSource[];
}

/** Newest mention of each point: instants that mention it are looked at from the newest back until a revision shows. */
export function latestInFile({ query, ...places }: Places & { query: LatestQuery }): Record<string, LatestValue> {
  const latest: Record<string, LatestValue> = {};
  for (const source of places.sources) {
    for (const point of query.points ?? pointsOf(source, places.points)) {
      const mention = newestMention(source, point, places, query);
      if (mention !== undefined) keepNewer(latest, point, mention);
    }
  }
  return latest;
}

function pointsOf(source: LiveSource, points: PointNames): Set<string> {
  const names = new Set(source.id === undefined ? [] : points.namesOf(source.id));
  for (const { values, flags } of source.tail) {
    for (const name in values) names.add(name);
    for (const name in flags) names.add(name);
  }
  return names;
}

function newestMention(
  source: LiveSource,
  point: string,
  { chunks, points }: Places,
  { assetId, revisions = 'latest' }: LatestQuery,
): LatestValue | undefined {
  const pointId = points.idOf(point);
  let beforeMs = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const atMs = Math.max(
      instantInTail(source.tail, point, beforeMs),
      source.id === undefined || pointId === undefined ? -1 : instantInChunks(chunks, source.id, pointId, beforeMs),
    );
    if (atMs < 0) return undefined;
    const query = { assetId, startMs: atMs, endMs: atMs + 1, revisions, limit: 1, points: [point] };
    const shown = visibleReadings(sliceInFile(chunks, source, query).readings, revisions);
    for (const reading of shown.reverse()) {
      const mention = mentionOf(reading, point);
      if (mention !== undefined) return mention;
    }
    beforeMs = atMs;
  }
}

function instantInTail(tail: readonly Reading<string>[], point: string, beforeMs: number): number {
  for (let index = firstSince(tail, beforeMs) - 1; index >= 0; index -= 1)
    if (mentionOf(tail[index]!, point) !== undefined) return tail[index]!.atMs;
  return -1;
}

function instantInChunks(chunks: ChunkTable, source: number, point: number, beforeMs: number): number {
  for (let boundMs = beforeMs; ; ) {
    const chunk = chunks.having(source, point, boundMs);
    const column = chunk && chunks.column(chunk, point);
    if (chunk === undefined || column === undefined) return -1;
    const keys = chunks.keys(chunk);
    for (let index = keys.length - 1; index >= 0; index -= 1) {
      if (keys[index]!.atMs >= beforeMs) continue;
      if (!Number.isNaN(column.values[index]) || column.flags[index] !== 0) return keys[index]!.atMs;
    }
    boundMs = chunk.firstMs;
  }
}
