import * as z from 'zod';

/**
 * Why a point has no usable number, or why its number is to be handled with care.
 *
 * - `stale` not renewed within its time; `outOfRange` outside the plausible range; `notImplemented` the device says it has none;
 * - `commError` the read failed; `estimated` computed, not measured; `frozen` unchanged where it must vary;
 * - `unitSuspect` by its ratio to others recorded in another unit; `corrected` a later revision of the same key;
 * - `retained` delivered from a broker's memory, age unknown.
 */
export const Flag = z.enum([
  'stale',
  'outOfRange',
  'notImplemented',
  'commError',
  'estimated',
  'frozen',
  'unitSuspect',
  'corrected',
  'retained',
]);
export type Flag = z.infer<typeof Flag>;

/** Position of a flag in the bit sets of `Series.quality` and of stores. The order is part of stored formats: append only. */
export const flagBit: Readonly<Record<Flag, number>> = Object.freeze(
  Object.fromEntries(Flag.options.map((flag, index) => [flag, 1 << index])) as Record<Flag, number>,
);

/** The bit set of a list of flags. */
export function flagsToBits(flags: readonly Flag[] | undefined): number {
  let bits = 0;
  for (const flag of flags ?? []) bits |= flagBit[flag];
  return bits;
}

/** The flags of a bit set, in the order of the vocabulary. */
export function bitsToFlags(bits: number): Flag[] {
  return Flag.options.filter((flag) => (bits & flagBit[flag]) !== 0);
}
