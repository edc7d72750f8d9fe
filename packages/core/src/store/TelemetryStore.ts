import type { Flag } from '../readings/Flag.ts';
import type { PointDefinition } from '../readings/PointDefinition.ts';
import type { Reading } from '../readings/Reading.ts';
import type { Series } from '../series/Series.ts';
import type { AppendResult } from './AppendResult.ts';
import type { StoreWriter, StoreWriterOptions } from './StoreWriter.ts';

/**
 * Which revisions of a reading are asked for: the latest of each key, all of them in the order they became known,
 * or the latest among those received at or before an instant: what was known then, for back-tests and audits.
 */
export type Revisions = 'latest' | 'all' | { readonly asKnownAtMs: number };

export interface RangeQuery {
  readonly assetId: string;
  /** Points wanted; all when left out. A reading with none of them is left out. */
  readonly points?: readonly string[] | undefined;
  /** First instant, epoch milliseconds UTC, included. */
  readonly startMs: number;
  /** End, epoch milliseconds UTC, excluded. */
  readonly endMs: number;
  /** Drivers or feeds wanted; all when left out. */
  readonly sources?: readonly string[] | undefined;
  /** @defaultValue 'latest' */
  readonly revisions?: Revisions | undefined;
  /** Ends the reading between two pages with `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  readonly stepMs?: undefined;
}

export interface SeriesQuery<Name extends string = string> extends Omit<RangeQuery, 'points' | 'stepMs' | 'revisions'> {
  readonly points: readonly Name[];
  /** Width of an interval. The grid starts at `startMs`, and `endMs` lies on it. */
  readonly stepMs: number;
  /** A value stands for the time until the next reading, at most this long. [ms] @defaultValue 20 min */
  readonly maxGapMs?: number | undefined;
  /** What points are, for those of drivers. @defaultValue the standard vocabulary */
  readonly vocabulary?: Readonly<Record<string, PointDefinition>> | undefined;
  /** @defaultValue 'latest' */
  readonly revisions?: Exclude<Revisions, 'all'> | undefined;
}

export interface LatestQuery {
  readonly assetId: string;
  readonly points?: readonly string[] | undefined;
  readonly sources?: readonly string[] | undefined;
  /** Only what was measured before this instant counts. [epoch ms, UTC] @defaultValue no bound */
  readonly beforeMs?: number | undefined;
  /** @defaultValue 'latest' */
  readonly revisions?: Exclude<Revisions, 'all'> | undefined;
}

/** The same of many assets in one call: an operator's board asks for all of them again and again. */
export interface LatestOfManyQuery extends Omit<LatestQuery, 'assetId'> {
  readonly assetIds: readonly string[];
}

/** The newest mention of one point. `value` is absent where the newest message says why there is none. */
export interface LatestValue {
  readonly value?: number | undefined;
  readonly atMs: number;
  readonly receivedAtMs: number;
  readonly source: string;
  readonly flags?: readonly Flag[] | undefined;
}

/**
 * History of one portfolio's readings. Every adapter passes `telemetryStoreConformance` of `@usina/core/testing`.
 *
 * A reading's key is its source, its asset, its instant and, where it has one, its sequence: a sequence number that
 * comes back at another instant is a counter that started again, not a revision. The same key with other content is a
 * revision: both are kept, and every point of the later one carries the flag `corrected`. Which of two is later is
 * decided by `receivedAtMs`, then by the order of arrival.
 */
export interface TelemetryStore {
  /**
   * Stores all of the readings or none; resolves once they are as durable as the store promises.
   * Appends, erasures and retentions take effect in the order of their calls, awaited or not.
   * Rejects with a `StoreError`: see `StoreErrorCode`.
   */
  append(readings: readonly Reading<string>[]): Promise<AppendResult>;
  /** Readings of one asset, by instant. Holds them all in memory: for more than a few hundred thousand use `scan`. */
  range(query: RangeQuery): Promise<Reading<string>[]>;
  /**
   * The same on a regular grid: gauges as means, counters as differences, with coverage; never all in memory. What a
   * counter did between its last reading before the range and its first one after it is shared out however far away
   * those are, flagged `estimated` beyond `maxGapMs`: ranges that adjoin add up to the whole.
   */
  range<Name extends string>(query: SeriesQuery<Name>): Promise<Series<Name>>;
  /** Readings of one asset, by instant, in pages of a few thousand. What is appended behind the page does not show. */
  scan(query: RangeQuery): AsyncIterable<Reading<string>[]>;
  /** Newest value of each point of one asset, of all time or before an instant. */
  latest(query: LatestQuery): Promise<Record<string, LatestValue>>;
  /** The same by asset, for many at once; an asset without readings has an empty record. */
  latest(query: LatestOfManyQuery): Promise<Record<string, Record<string, LatestValue>>>;
  /** Removes everything that was ever stored of an asset: right to erasure, LGPD art. 18 VI. */
  eraseAsset(assetId: string): Promise<{ readonly removed: number }>;
  /** Removes what was measured before an instant, revisions included. */
  retain(options: { readonly beforeMs: number }): Promise<{ readonly removed: number }>;
  /** An observer that appends what it is given, for `readings.subscribe(store.writer())`. */
  writer(options?: StoreWriterOptions): StoreWriter;
  /** Finishes what was accepted, then releases the store. Calls after it reject with `STORE_CLOSED`. */
  close(): Promise<void>;
}
