import type { DeviceAddress } from './Driver.ts';
import { DriverError } from './DriverError.ts';

/** For drivers that have no connection options: one that is given is a mistake. Throws `DRIVER_OPTIONS_INVALID`. */
export function rejectOptions(driverId: string, { assetId, options }: DeviceAddress): void {
  const names = Object.keys(options ?? {});
  if (names.length === 0) return;
  throw new DriverError(
    'DRIVER_OPTIONS_INVALID',
    `Read the connection options ${names.join(', ')}, expected none: the driver ${driverId} has no options.`,
    { context: { driverId, assetId, options: names } },
  );
}
