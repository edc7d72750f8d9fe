import { UsinaError } from '@usina/core/errors';

/**
 * - `DRIVER_INVALID` a driver definition that cannot work: unknown point, no way from its unit to the point's, a register
 *   that is not there or is taken;
 * - `DRIVER_URL_INVALID` an asset's URL that its driver cannot read;
 * - `DRIVER_OPTIONS_INVALID` connection options that its driver does not know.
 */
export type DriverErrorCode = 'DRIVER_INVALID' | 'DRIVER_URL_INVALID' | 'DRIVER_OPTIONS_INVALID';

/** A mistake in a driver or in how an asset says it is reached: found when the fleet is made, not when it runs. */
export class DriverError extends UsinaError<DriverErrorCode> {}
