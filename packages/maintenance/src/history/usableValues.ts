import { type Flag, flagsToBits } from '@usina/core';
import type { Series } from '@usina/core/series';

/** Flags that take a value out of a figure. `estimated`, `corrected` and `retained` values count. */
const unusable: readonly Flag[] = ['stale', 'outOfRange', 'notImplemented', 'commError', 'frozen', 'unitSuspect'];

/**
 * The values of a point that a figure may stand on: NaN where one is missing or flagged as unusable. Undefined where the
 * series has no such point. `believe` names flags that do not matter to the question, as `unitSuspect` for a ratio.
 */
export function usableValues(
  series: Series,
  point: string,
  { believe = [] }: { believe?: readonly Flag[] } = {},
): Float64Array | undefined {
  const values: Float64Array | undefined = series.columns[point];
  const quality = series.quality?.[point];
  if (!values || !quality) return values;
  const bits = flagsToBits(unusable.filter((flag) => !believe.includes(flag)));
  return values.map((value, index) => ((quality[index]! & bits) === 0 ? value : Number.NaN));
}
