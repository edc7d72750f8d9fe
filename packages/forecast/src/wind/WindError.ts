import { UsinaError } from '@usina/core/errors';

/**
 * `WIND_RANGE` a quantity outside what it can be; `WIND_CURVE` a power curve that is none; `WIND_INPUT` weather without
 * wind, or arrays of unequal length.
 */
export type WindErrorCode = 'WIND_RANGE' | 'WIND_CURVE' | 'WIND_INPUT';

/** Misuse of the wind room. Branch on `code`. */
export class WindError extends UsinaError<WindErrorCode> {}

/** Throws `WIND_RANGE` unless `min ≤ value ≤ max`. */
export function checkWind(name: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  throw new WindError('WIND_RANGE', `Read ${name} = ${value}, expected ${min} to ${max}. Check the unit.`, {
    context: { name, value, min, max },
  });
}
