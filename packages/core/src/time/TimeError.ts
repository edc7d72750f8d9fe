import { UsinaError } from '../errors/UsinaError.ts';

/**
 * - `TIME_ZONE_UNKNOWN` this runtime does not know the IANA zone; `TIME_INSTANT_INVALID` not epoch milliseconds of a date;
 * - `TIME_LOCAL_INVALID` not a local date, time or month of the calendar; `TIME_GAP` a wall clock skips that time;
 * - `TIME_AMBIGUOUS` a wall clock shows that time twice; `TIME_BACKWARDS` a virtual clock was asked to run back;
 * - `TIME_RANGE_INVALID` a range that ends before it starts; `TIME_UNIT_UNKNOWN` not a period of the calendar.
 */
export type TimeErrorCode =
  | 'TIME_ZONE_UNKNOWN'
  | 'TIME_INSTANT_INVALID'
  | 'TIME_LOCAL_INVALID'
  | 'TIME_GAP'
  | 'TIME_AMBIGUOUS'
  | 'TIME_BACKWARDS'
  | 'TIME_RANGE_INVALID'
  | 'TIME_UNIT_UNKNOWN';

/** Misuse of time: a zone that does not exist, a wall clock time that never was. */
export class TimeError extends UsinaError<TimeErrorCode> {}
