import { flagBit, flagsToBits } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';

/** Whether two readings say the same: values and flags, apart from `corrected`, which the store itself sets. */
export function sameContent(a: Reading<string>, b: Reading<string>): boolean {
  return sameValues(a.values, b.values) && sameFlags(a.flags, b.flags) && sameFlags(b.flags, a.flags);
}

function sameValues(a: Reading<string>['values'], b: Reading<string>['values']): boolean {
  let count = 0;
  for (const point in a) {
    if (a[point] === undefined) continue;
    if (!Object.is(a[point], b[point])) return false;
    count += 1;
  }
  for (const point in b) if (b[point] !== undefined) count -= 1;
  return count === 0;
}

function sameFlags(a: Reading<string>['flags'], b: Reading<string>['flags']): boolean {
  for (const point in a)
    if (((flagsToBits(a[point]) ^ flagsToBits(b?.[point])) & ~flagBit.corrected) !== 0) return false;
  return true;
}
