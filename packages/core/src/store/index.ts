export type { AppendResult } from './AppendResult.ts';
export { type CreateMemoryStoreOptions, createMemoryStore } from './createMemoryStore.ts';
export type { Page, PageQuery, StoreBackend } from './StoreBackend.ts';
export { StoreError, type StoreErrorCode } from './StoreError.ts';
export type { StoreWriter, StoreWriterOptions, StoreWriterStatus } from './StoreWriter.ts';
export { storeFromBackend } from './storeFromBackend.ts';
export type {
  LatestOfManyQuery,
  LatestQuery,
  LatestValue,
  RangeQuery,
  Revisions,
  SeriesQuery,
  TelemetryStore,
} from './TelemetryStore.ts';
