import { StoreError } from './StoreError.ts';
import type { LatestQuery, RangeQuery, Revisions, SeriesQuery } from './TelemetryStore.ts';

/** Throws `STORE_QUERY_INVALID` for a range that no store can answer. */
export function checkRange(query: RangeQuery | SeriesQuery): void {
  checkSubject(query);
  checkInstant('startMs', query.startMs);
  checkInstant('endMs', query.endMs);
  if (query.startMs > query.endMs) throw invalid('endMs', query.endMs, `an end at or after startMs ${query.startMs}`);
  if (query.stepMs === undefined) return;
  if (!(Number.isInteger(query.stepMs) && query.stepMs > 0))
    throw invalid('stepMs', query.stepMs, 'a whole number of milliseconds above 0');
  if (!Array.isArray(query.points) || query.points.length === 0)
    throw invalid('points', query.points, 'the points of the series, one at least');
  if ((query.endMs - query.startMs) % query.stepMs !== 0)
    throw invalid('endMs', query.endMs, `a whole number of steps of ${query.stepMs} ms after startMs ${query.startMs}`);
  if (query.maxGapMs !== undefined && !(query.maxGapMs > 0))
    throw invalid('maxGapMs', query.maxGapMs, 'milliseconds above 0');
}

/** Throws `STORE_QUERY_INVALID` unless asset, points, sources and revisions can be asked for. */
export function checkSubject(
  query: Pick<LatestQuery, 'assetId' | 'points' | 'sources' | 'beforeMs'> & { revisions?: Revisions | undefined },
): void {
  if (typeof query.assetId !== 'string' || query.assetId === '')
    throw invalid('assetId', query.assetId, 'the id of an asset');
  if (query.beforeMs !== undefined) checkInstant('beforeMs', query.beforeMs);
  const { revisions = 'latest' } = query;
  if (revisions === 'latest' || revisions === 'all') return;
  if (!Number.isFinite(revisions?.asKnownAtMs))
    throw invalid('revisions', JSON.stringify(revisions), `'latest', 'all' or { asKnownAtMs: epoch milliseconds }`);
}

/** Throws `STORE_QUERY_INVALID` unless the member is an instant. */
export function checkInstant(path: string, read: number): void {
  if (!Number.isFinite(read)) throw invalid(path, read, 'epoch milliseconds');
}

function invalid(path: string, read: unknown, expected: string): StoreError {
  return new StoreError('STORE_QUERY_INVALID', `The query has ${path} = ${String(read)}, expected ${expected}.`, {
    context: { path, read },
  });
}
