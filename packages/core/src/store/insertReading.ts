import type { Reading } from '../readings/Reading.ts';
import type { AppendResult } from './AppendResult.ts';
import { judge, mergeNeighbours, type Neighbours, neighboursIn } from './neighbours.ts';
import { firstAfter } from './readingOrder.ts';

/** Inserts a reading into the sorted list of its source, unless it says nothing new. `elsewhere` are neighbours stored apart. */
export function insertReading(
  sorted: Reading<string>[],
  reading: Reading<string>,
  elsewhere?: Neighbours,
): keyof AppendResult {
  const last = sorted.at(-1);
  if (elsewhere === undefined && (last === undefined || last.atMs < reading.atMs)) {
    sorted.push(reading);
    return 'appended';
  }
  const index = firstAfter(sorted, reading);
  const here = neighboursIn(sorted, index, reading);
  const outcome = judge(reading, elsewhere === undefined ? here : mergeNeighbours(here, elsewhere));
  if (outcome !== 'duplicates') sorted.splice(index, 0, reading);
  return outcome;
}
