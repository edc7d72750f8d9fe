import type { Reading } from '../readings/Reading.ts';
import type { AppendResult } from './AppendResult.ts';
import type { LatestOfManyQuery, LatestValue, RangeQuery, Revisions } from './TelemetryStore.ts';

/** A checked `RangeQuery`, defaults filled in. */
export interface PageQuery extends Omit<RangeQuery, 'stepMs' | 'revisions' | 'signal'> {
  readonly revisions: Revisions;
  /** Readings a page should hold. It may hold fewer, or more to complete an instant. */
  readonly limit: number;
}

export interface Page {
  /** By instant, then by source. */
  readonly readings: Reading<string>[];
  /** Where the next page starts; undefined when this one is the last. */
  readonly nextMs: number | undefined;
}

/**
 * What an engine must do; `storeFromBackend` makes the `TelemetryStore` of it. Arguments are checked already, and
 * nothing is called after `close`. A rejection of anything but a `StoreError` is wrapped as `STORE_FAILED`.
 */
export interface StoreBackend {
  append(readings: readonly Reading<string>[]): Promise<AppendResult>;
  page(query: PageQuery): Promise<Page>;
  /** By asset; those without readings have an empty record. */
  latest(query: LatestOfManyQuery): Promise<Record<string, Record<string, LatestValue>>>;
  eraseAsset(assetId: string): Promise<{ removed: number }>;
  retain(beforeMs: number): Promise<{ removed: number }>;
  close(): Promise<void>;
}
