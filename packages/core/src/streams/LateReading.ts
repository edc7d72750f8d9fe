import type { Reading } from '../readings/Reading.ts';

/**
 * Why a reading is in no window:
 * `late` measured before the watermark; `ahead` measured more than `maxAheadMs` after it was received (a wrong clock);
 * `overflow` its group already has `maxInFlight` readings waiting; `malformed` not a reading, or `groupBy` failed on it.
 */
export type LateReason = 'late' | 'ahead' | 'overflow' | 'malformed';

/** A reading that no window took, with the reason. */
export interface LateReading {
  readonly reading: Reading<string>;
  readonly reason: LateReason;
  /** Readings measured before this time come too late; -Infinity before the first reading. */
  readonly watermarkMs: number;
}

/** Where readings go that no window took: a function, or the `next` of a Subject or Observer. */
export type LateOutput = ((late: LateReading) => void) | { next(late: LateReading): void };
