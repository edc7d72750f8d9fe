import { UsinaError } from '@usina/core/errors';

/** - `FLEET_INVALID` assets that the fleet cannot connect, all of them at once; `FLEET_CLOSED` used after `close`. */
export type FleetErrorCode = 'FLEET_INVALID' | 'FLEET_CLOSED';

/** Misuse of a fleet. What devices do wrong is a flagged reading and a status, never this. */
export class FleetError extends UsinaError<FleetErrorCode> {}
