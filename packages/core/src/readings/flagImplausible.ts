import type { Flag } from './Flag.ts';
import type { PointDefinition } from './PointDefinition.ts';
import type { Reading } from './Reading.ts';
import { vocabulary } from './vocabulary.ts';

/**
 * Flags what cannot be: a value outside the plausible range of its point stays and gets `outOfRange`;
 * a value that is not finite is taken out and gets `commError`. Returns the same object when all is well.
 */
export function flagImplausible<Extra extends string = never>(
  reading: Reading<Extra>,
  points: Readonly<Record<string, PointDefinition>> = vocabulary,
): Reading<Extra> {
  let flags: Record<string, readonly Flag[]> | undefined;
  let values: Record<string, number> | undefined;
  for (const [point, value] of Object.entries(reading.values) as [string, number][]) {
    const definition = points[point];
    const finite = Number.isFinite(value);
    if (finite && (definition === undefined || (value >= definition.min && value <= definition.max))) continue;
    const flag: Flag = finite ? 'outOfRange' : 'commError';
    flags ??= { ...(reading.flags as Record<string, readonly Flag[]>) };
    flags[point] = [...new Set([...(flags[point] ?? []), flag])];
    if (!finite) {
      values ??= { ...(reading.values as Record<string, number>) };
      delete values[point];
    }
  }
  if (!flags) return reading;
  return { ...reading, values: values ?? reading.values, flags } as Reading<Extra>;
}
