import { startOfLocalDay } from './startOfLocalDay.ts';

/** A local day or month as instants, half-open. */
export interface LocalRange {
  /** First instant. [epoch ms, UTC] */
  readonly startMs: number;
  /** First instant after it. [epoch ms, UTC] */
  readonly endMs: number;
  /** Days of the calendar. */
  readonly days: number;
  /** Hours that pass: 743 in a month of 31 days that loses one. */
  readonly hours: number;
}

/** The range from one wall clock's midnight to another's. */
export function localRange(wallMs: number, nextWallMs: number, timeZone: string): LocalRange {
  const startMs = startOfLocalDay(wallMs, timeZone);
  const endMs = startOfLocalDay(nextWallMs, timeZone);
  return { startMs, endMs, days: (nextWallMs - wallMs) / 86_400_000, hours: (endMs - startMs) / 3_600_000 };
}
