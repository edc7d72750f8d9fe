import { UsinaError } from '@usina/core/errors';

/** Mean of a score over the intervals where the outcome and all forecasts have numbers. */
export function averageOver(
  actual: Float64Array,
  forecasts: readonly Float64Array[],
  score: (index: number) => number,
): { mean: number; count: number } {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < actual.length; i++) {
    if (Number.isNaN(actual[i]!) || forecasts.some((column) => Number.isNaN(column[i]!))) continue;
    sum += score(i);
    count++;
  }
  return { mean: sum / count, count };
}

/** Throws `SCORE_LENGTHS` unless there are `count` forecasts (any number when not given) as long as the outcome. */
export function checkSizes(actual: Float64Array, forecasts: readonly Float64Array[], count?: number): void {
  const columns = Array.isArray(forecasts) ? [actual, ...forecasts] : [];
  if (columns.length === 0 || columns.some((column: unknown) => !(column instanceof Float64Array))) {
    throw new UsinaError('SCORE_LENGTHS', 'Read no columns of numbers, expected a Float64Array and an array of them.');
  }
  const wrong = forecasts.find((column) => column.length !== actual.length);
  const expected = count ?? forecasts.length;
  if (forecasts.length === expected && expected > 0 && wrong === undefined) return;
  throw new UsinaError(
    'SCORE_LENGTHS',
    `Read ${forecasts.length} forecasts of ${wrong?.length ?? actual.length} intervals, expected ${expected || 'one or more'} of ${actual.length}.`,
    { context: { forecasts: forecasts.length, columns: expected, actual: actual.length, read: wrong?.length } },
  );
}
