import { isUsinaError } from '../errors/UsinaError.ts';
import type { AppendResult } from '../store/AppendResult.ts';
import type { TelemetryStore } from '../store/TelemetryStore.ts';

/** Title and test, each on an empty store. */
export type StoreCase = readonly [title: string, run: (store: TelemetryStore) => Promise<void>];

export const minuteMs = 60_000;
export const wholeRange = { assetId: 'inv-1', startMs: 0, endMs: 1e12 };

export function appended(count: number): AppendResult {
  return { appended: count, corrected: 0, duplicates: 0 };
}

export function hasCode(code: string): (error: unknown) => boolean {
  return (error) => isUsinaError(error, code);
}
