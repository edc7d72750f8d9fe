import { UsinaError } from '@usina/core/errors';

/**
 * - `SIMULATOR_PORT_IN_USE` another program has the port in `context.port`; `SIMULATOR_LISTEN_FAILED` it cannot be opened for
 *   another reason; `SIMULATOR_BROKER_MISSING` meters need the optional peer `aedes`;
 * - `SIMULATOR_INVALID` two things under one name, or data that does not say how large its values get.
 */
export type SimulatorErrorCode =
  | 'SIMULATOR_PORT_IN_USE'
  | 'SIMULATOR_LISTEN_FAILED'
  | 'SIMULATOR_BROKER_MISSING'
  | 'SIMULATOR_INVALID';

/** A simulator that cannot start. */
export class SimulatorError extends UsinaError<SimulatorErrorCode> {}
