import type { Flag } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';

/** The reading with the wanted points only, or undefined when it mentions none of them. */
export function pickPoints(
  reading: Reading<string>,
  points: readonly string[] | undefined,
): Reading<string> | undefined {
  if (points === undefined) return reading;
  const { values, flags, ...rest } = reading;
  const pickedValues: Record<string, number> = {};
  let pickedFlags: Record<string, readonly Flag[]> | undefined;
  let mentioned = false;
  for (const point of points) {
    const value = values[point];
    const pointFlags = flags?.[point];
    if (value !== undefined) pickedValues[point] = value;
    if (pointFlags !== undefined) {
      pickedFlags ??= {};
      pickedFlags[point] = pointFlags;
    }
    mentioned ||= value !== undefined || pointFlags !== undefined;
  }
  if (!mentioned) return undefined;
  return { ...rest, values: pickedValues, ...(pickedFlags && { flags: pickedFlags }) };
}
