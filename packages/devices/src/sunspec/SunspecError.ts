import { DeviceError } from '../driver/DeviceError.ts';

/**
 * - `SUNSPEC_NOT_FOUND` no "SunS" at any of the base addresses; `SUNSPEC_NO_MODELS` nothing behind it that the driver reads;
 * - `SUNSPEC_LAYOUT_CHANGED` another model stands where one was found before: it is discovered anew at the next read.
 */
export type SunspecErrorCode = 'SUNSPEC_NOT_FOUND' | 'SUNSPEC_NO_MODELS' | 'SUNSPEC_LAYOUT_CHANGED';

/** A device that answers, but not as SunSpec. */
export class SunspecError extends DeviceError<SunspecErrorCode> {}
