import { UsinaError } from '../errors/UsinaError.ts';

/**
 * What stops a store. Branch on these:
 *
 * - `STORE_READING_INVALID`, `STORE_QUERY_INVALID` misuse; nothing was written;
 * - `STORE_SOURCE_AMBIGUOUS` two sources deliver one point and the query names none;
 * - `STORE_FULL` the limit that the store was given, the disk, or how large files may grow (`context.systemCode` is `EFBIG`); nothing of the append was written, earlier data is safe;
 * - `STORE_UNWRITABLE` the file or its folder cannot be opened or written; `STORE_LOCKED` another store has it open;
 * - `STORE_FORMAT_UNKNOWN` not a file of ours; `STORE_FORMAT_FUTURE` written by a newer version;
 * - `STORE_CORRUPT` bytes on disk are not what was written; `STORE_FAILED` any other fault of the engine;
 * - `STORE_WORKER_DIED` the engine's worker is gone: open the store again, what was acknowledged is there;
 * - `STORE_CLOSED` used after `close()`.
 */
export type StoreErrorCode =
  | 'STORE_READING_INVALID'
  | 'STORE_QUERY_INVALID'
  | 'STORE_SOURCE_AMBIGUOUS'
  | 'STORE_FULL'
  | 'STORE_UNWRITABLE'
  | 'STORE_LOCKED'
  | 'STORE_FORMAT_UNKNOWN'
  | 'STORE_FORMAT_FUTURE'
  | 'STORE_CORRUPT'
  | 'STORE_FAILED'
  | 'STORE_WORKER_DIED'
  | 'STORE_CLOSED';

/** The one error that a telemetry store throws or rejects with. */
export class StoreError extends UsinaError<StoreErrorCode> {}
