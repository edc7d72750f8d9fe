import { StoreError } from './StoreError.ts';
import type { LatestOfManyQuery, LatestQuery, RangeQuery, Revisions, SeriesQuery } from './TelemetryStore.ts';

/** Throws `STORE_QUERY_INVALID` for a range that no store can answer. */
export function checkRange(query: RangeQuery | SeriesQuery): void {
  checkQueryObject(query);
  checkSubject(query);
  checkInstant('startMs', query.startMs);
  checkInstant('endMs', query.endMs);
  if (query.startMs > query.endMs) throw invalid('endMs', query.endMs, `an end at or after startMs ${query.startMs}`);
  if (query.stepMs === undefined) return;
  if (query.points === undefined) throw invalid('points', undefined, 'the names of the points that become columns');
  if (!(Number.isInteger(query.stepMs) && query.stepMs > 0))
    throw invalid('stepMs', query.stepMs, 'a whole number of milliseconds above 0');
  if ((query.endMs - query.startMs) % query.stepMs !== 0)
    throw invalid('endMs', query.endMs, `a whole number of steps of ${query.stepMs} ms after startMs ${query.startMs}`);
  if (query.maxGapMs !== undefined && !(query.maxGapMs > 0))
    throw invalid('maxGapMs', query.maxGapMs, 'milliseconds above 0');
}

/** Throws `STORE_QUERY_INVALID` for what is no query at all. */
export function checkQueryObject(query: unknown): void {
  if (typeof query !== 'object' || query === null) throw invalid('query', query, 'an object');
}

/** Throws `STORE_QUERY_INVALID` unless asset, points, sources and revisions can be asked for. */
export function checkSubject(query: Subject): void {
  checkAsset(query.assetId);
  checkSelection(query);
}

/** The same for many assets. */
export function checkSubjects(query: LatestOfManyQuery): void {
  checkNames('assetIds', query.assetIds);
  query.assetIds.forEach(checkAsset);
  checkSelection(query);
}

interface Selection extends Pick<LatestQuery, 'points' | 'sources' | 'beforeMs'> {
  revisions?: Revisions | undefined;
}

interface Subject extends Selection {
  assetId: string;
}

function checkAsset(assetId: unknown): void {
  if (typeof assetId !== 'string' || assetId === '') throw invalid('assetId', assetId, 'the id of an asset');
}

function checkSelection({ points, sources, beforeMs, revisions = 'latest' }: Selection): void {
  if (points !== undefined) checkNames('points', points);
  if (sources !== undefined) checkNames('sources', sources);
  if (beforeMs !== undefined) checkInstant('beforeMs', beforeMs);
  if (revisions === 'latest' || revisions === 'all') return;
  if (!Number.isFinite(revisions?.asKnownAtMs))
    throw invalid('revisions', JSON.stringify(revisions), `'latest', 'all' or { asKnownAtMs: epoch milliseconds }`);
}

/** Throws `STORE_QUERY_INVALID` unless the member is an instant. */
export function checkInstant(path: string, read: number): void {
  if (!Number.isFinite(read)) throw invalid(path, read, 'epoch milliseconds');
}

function checkNames(path: string, read: unknown): void {
  if (!Array.isArray(read) || read.some((name) => typeof name !== 'string'))
    throw invalid(path, read, 'a list of names');
}

function invalid(path: string, read: unknown, expected: string): StoreError {
  return new StoreError('STORE_QUERY_INVALID', `The query has ${path} = ${String(read)}, expected ${expected}.`, {
    context: { path, read },
  });
}
