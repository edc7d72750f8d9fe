import { UsinaError } from '@usina/core/errors';

/** `SOLAR_LENGTHS` arrays of unequal length; `SOLAR_RANGE` a quantity outside what it can be, often another unit. */
export type SolarErrorCode = 'SOLAR_LENGTHS' | 'SOLAR_RANGE' | 'SOLAR_INPUT';

/** Misuse of the solar room. Branch on `code`. */
export class SolarError extends UsinaError<SolarErrorCode> {}

/** Throws `SOLAR_RANGE` unless `min ≤ value ≤ max`. */
export function checkRange(name: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  throw new SolarError(
    'SOLAR_RANGE',
    `Read ${name} = ${value}, expected ${min} to ${max}. Check the unit and the sign.`,
    {
      context: { name, value, min, max },
    },
  );
}
