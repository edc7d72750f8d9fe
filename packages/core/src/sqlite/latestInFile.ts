import type { Reading } from '../readings/Reading.ts';
import type { AppendResult } from '../store/AppendResult.ts';
import { keepNewer, mentionOf, pointsIn } from '../store/latestOf.ts';
import { firstSince } from '../store/readingOrder.ts';
import type { LatestValue, Revisions } from '../store/TelemetryStore.ts';
import { visibleReadings } from '../store/visibleReadings.ts';
import type { ChunkTable } from './ChunkTable.ts';
import type { Newest } from './NewestTable.ts';
import type { PointNames } from './PointNames.ts';
import type { LiveSource } from './SourceTable.ts';
import { sliceInFile } from './sliceInFile.ts';

interface Places {
  readonly chunks: ChunkTable;
  readonly points: PointNames;
}

/** What is asked of one source. */
interface OfSource {
  readonly points?: readonly string[] | undefined;
  readonly revisions: Exclude<Revisions, 'all'>;
  readonly beforeMs?: number | undefined;
}

interface LatestInFileOptions extends Places {
  sources: readonly LiveSource[];
  query: OfSource;
}

/** Newest mention of each point of one asset. */
export function latestInFile({ sources, query, ...places }: LatestInFileOptions): Record<string, LatestValue> {
  const { points, revisions, beforeMs } = query;
  const latest: Record<string, LatestValue> = {};
  for (const source of sources) {
    const isKept = revisions === 'latest' && beforeMs === undefined;
    const newest = isKept ? newestKept(source, places) : newestOf(source, query, places);
    for (const point of points ?? newest.keys()) {
      const mention = newest.get(point);
      if (mention !== undefined) keepNewer(latest, point, mention);
    }
  }
  return latest;
}

/** What is kept with a source: a dashboard asks again and again, and readings that arrive keep it true. */
export function newestKept(source: LiveSource, places: Places): Newest {
  source.newest ??= newestOf(source, { revisions: 'latest' }, places);
  return source.newest;
}

/** Takes a reading into what is kept with its source, or drops that where only a look into the chunks can tell. */
export function keepNewest(source: LiveSource, reading: Reading<string>, outcome: keyof AppendResult): void {
  const { newest } = source;
  if (newest === undefined || outcome === 'duplicates') return;
  const points = [...pointsIn(reading)];
  if (outcome === 'corrected' || points.some((point) => newest.get(point)?.atMs === reading.atMs)) {
    source.newest = undefined;
    return;
  }
  for (const point of points) {
    const known = newest.get(point);
    if (known === undefined || known.atMs < reading.atMs) newest.set(point, mentionOf(reading, point)!);
  }
}

function newestOf(source: LiveSource, query: OfSource, places: Places): Newest {
  const newest: Newest = new Map();
  for (const point of query.points ?? pointsOf(source, places.points)) {
    const mention = newestMention(source, point, places, query);
    if (mention !== undefined) newest.set(point, mention);
  }
  return newest;
}

function pointsOf(source: LiveSource, points: PointNames): Set<string> {
  const names = new Set(source.id === undefined ? [] : points.namesOf(source.id));
  for (const reading of source.tail) for (const name of pointsIn(reading)) names.add(name);
  return names;
}

/** Instants that mention the point are looked at from the newest back until one shows a revision that is asked for. */
function newestMention(
  source: LiveSource,
  point: string,
  { chunks, points }: Places,
  { revisions, beforeMs: endMs = Number.MAX_SAFE_INTEGER }: OfSource,
): LatestValue | undefined {
  const pointId = points.idOf(point);
  let beforeMs = endMs;
  for (;;) {
    const atMs = Math.max(
      instantInTail(source.tail, point, beforeMs),
      source.id === undefined || pointId === undefined ? -1 : instantInChunks(chunks, source.id, pointId, beforeMs),
    );
    if (atMs < 0) return undefined;
    const query = { assetId: source.assetId, startMs: atMs, endMs: atMs + 1, revisions, limit: 1, points: [point] };
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
