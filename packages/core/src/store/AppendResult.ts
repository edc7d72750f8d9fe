/** What became of the readings of one append; the three add up to their number. */
export interface AppendResult {
  /** Readings under a key that was not known. */
  readonly appended: number;
  /** Readings under a known key with another content: kept beside the earlier revision. */
  readonly corrected: number;
  /** Readings that were there already. */
  readonly duplicates: number;
}
