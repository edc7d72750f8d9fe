import { median } from '../history/median.ts';

/** Intervals that a day needs to have a say. */
const minIntervals = 5;
const dayMs = 86_400_000;

/**
 * Share of the days whose own median is on the same side of 1 as the median of all: how steady a deviation is.
 * Days are blocks of 24 h from the start of the grid. NaN where no day has five intervals.
 */
export function sideOfDays(ratios: readonly number[], offsetsMs: readonly number[]): number {
  const days = new Map<number, number[]>();
  for (const [index, ratio] of ratios.entries()) {
    const day = Math.floor(offsetsMs[index]! / dayMs);
    const list = days.get(day);
    if (list) list.push(ratio);
    else days.set(day, [ratio]);
  }
  const medians = [...days.values()].filter((list) => list.length >= minIntervals).map((list) => median(list));
  const below = median(ratios) < 1;
  return medians.filter((value) => value < 1 === below).length / medians.length;
}
