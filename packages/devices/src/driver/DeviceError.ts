import { UsinaError, type UsinaErrorOptions } from '@usina/core/errors';

/** How far a device can be reached: `silent` takes connections but does not answer, `offline` is not there or refuses. */
export type AssetState = 'online' | 'offline' | 'silent';

export interface DeviceErrorOptions extends UsinaErrorOptions {
  /** What the failure says about the device. @defaultValue 'offline' */
  state?: Exclude<AssetState, 'online'>;
}

/**
 * A device that could not be read. Drivers throw it, the fleet turns it into a reading flagged `commError` and a status:
 * it ends up in a caller's `catch` only where a device is asked directly.
 */
export class DeviceError<Code extends string = string> extends UsinaError<Code> {
  readonly state: Exclude<AssetState, 'online'>;

  constructor(code: Code, message: string, options: DeviceErrorOptions = {}) {
    super(code, message, options);
    this.state = options.state ?? 'offline';
  }
}
