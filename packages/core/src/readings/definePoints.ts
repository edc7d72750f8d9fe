import { UsinaError } from '../errors/UsinaError.ts';
import type { PointDefinition } from './PointDefinition.ts';
import { vocabulary } from './vocabulary.ts';

/** A vocabulary: the standard one, or the standard one and a driver's own points. */
export type Vocabulary<Extra extends string = never> = Readonly<
  Record<keyof typeof vocabulary | Extra, PointDefinition>
>;

/**
 * Adds a driver's own points to the vocabulary. The names carry their unit, as the standard ones do.
 *
 * Throws `POINT_EXISTS` when a name is taken by another meaning, `POINT_INVALID` when a range is empty.
 *
 * @example
 * const acme = definePoints({ fanSpeedRpm: { unit: 'rpm', meaning: 'cabinet fan', kind: 'gauge', min: 0, max: 9_000 } });
 * type AcmeReading = Reading<PointOf<typeof acme>>;
 */
export function definePoints<const Extra extends Record<string, PointDefinition>>(
  extra: Extra,
): Vocabulary<Extract<keyof Extra, string>> {
  for (const [name, definition] of Object.entries(extra)) {
    if (Object.hasOwn(vocabulary, name)) {
      throw new UsinaError(
        'POINT_EXISTS',
        `"${name}" is a point of the standard vocabulary. Use it, or choose another name.`,
        {
          context: { name },
        },
      );
    }
    if (!(definition.min < definition.max)) {
      throw new UsinaError('POINT_INVALID', `"${name}" has the empty range ${definition.min} to ${definition.max}.`, {
        context: { name, min: definition.min, max: definition.max },
      });
    }
  }
  return Object.freeze({ ...vocabulary, ...extra }) as Vocabulary<Extract<keyof Extra, string>>;
}

/** The names of a vocabulary. */
export type PointOf<V> = Extract<keyof V, string>;
