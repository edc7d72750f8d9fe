import { bitsToFlags, type Flag, flagsToBits } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';

/** A reading of our own: absent members left out, flags in their order, nothing shared with the caller. */
export function copyReading(reading: Reading<string>): Reading<string> {
  const { assetId, atMs, receivedAtMs, source, sequence } = reading;
  const values: Record<string, number> = {};
  for (const point in reading.values) {
    const value = reading.values[point];
    if (value !== undefined) values[point] = value;
  }
  let flags: Record<string, readonly Flag[]> | undefined;
  for (const point in reading.flags) {
    const bits = flagsToBits(reading.flags[point]);
    if (bits === 0) continue;
    flags ??= {};
    flags[point] = bitsToFlags(bits);
  }
  return {
    assetId,
    atMs,
    receivedAtMs,
    source,
    ...(sequence !== undefined && { sequence }),
    values,
    ...(flags && { flags }),
  };
}
