/** How far time has come, told by the readings. Shared by what takes readings, sums them and closes windows. */
export class EventTime {
  /** Start of the earliest period that is not closed; NaN before the first reading. */
  openMs = Number.NaN;
  /** Readings before it are late. */
  watermarkMs = Number.NEGATIVE_INFINITY;
  /** Newest time of measurement, not after that of receipt: a clock that is ahead does not make others late. */
  newestMs = Number.NEGATIVE_INFINITY;
  /** Start of the last period that has a reading. */
  lastPeriodMs = Number.NEGATIVE_INFINITY;
}
