export {
  type AssetState,
  type Credentials,
  type DeviceAddress,
  DeviceError,
  type DeviceErrorOptions,
  type DeviceInfo,
  type DeviceModel,
  type DeviceSession,
  type Driver,
  DriverError,
  type DriverErrorCode,
  type DriverHost,
  type Link,
  type Measurement,
  type PointScaling,
  type PolledSession,
  type PushedSession,
  type PushListener,
} from './driver/index.ts';
export {
  type AssetStatus,
  type CreateFleetOptions,
  createFleet,
  type Discovery,
  type Fleet,
  FleetError,
  type FleetErrorCode,
  type FleetPortfolio,
} from './fleet/index.ts';
export { defineModbusDriver, type ModbusDriverOptions, type ModbusPoint } from './modbus/defineModbusDriver.ts';
export type { RegisterType } from './modbus/registerType.ts';
