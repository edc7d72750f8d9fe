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

/** Throws `SCORE_LENGTHS` unless there are `columns` forecasts (any number when not given) as long as the outcome. */
export function checkSizes(actual: Float64Array, forecasts: readonly Float64Array[], columns = forecasts.length): void {
  const wrong = forecasts.find((column) => column.length !== actual.length);
  if (forecasts.length === columns && columns > 0 && wrong === undefined) return;
  throw new UsinaError(
    'SCORE_LENGTHS',
    `Read ${forecasts.length} forecasts of ${wrong?.length ?? actual.length} intervals, expected ${columns || 'one or more'} of ${actual.length}.`,
    { context: { forecasts: forecasts.length, columns, actual: actual.length, read: wrong?.length } },
  );
}
