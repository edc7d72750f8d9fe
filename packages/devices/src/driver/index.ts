export { type AssetState, DeviceError, type DeviceErrorOptions } from './DeviceError.ts';
export type {
  Credentials,
  DeviceAddress,
  DeviceInfo,
  DeviceModel,
  DeviceSession,
  Driver,
  DriverHost,
  Link,
  Measurement,
  PolledSession,
  PushedSession,
  PushListener,
} from './Driver.ts';
export { DriverError, type DriverErrorCode } from './DriverError.ts';
export type { PointScaling } from './pointScaling.ts';
