export type { DeviceData, PointValues } from './DeviceData.ts';
export type { Listener } from './listen.ts';
export { SimulatorError, type SimulatorErrorCode } from './SimulatorError.ts';
export { type ModbusExceptionCode, type RegisterQuery, type ServeModbusOptions, serveModbus } from './serveModbus.ts';
export {
  type SimulatedMeterOptions,
  type Simulator,
  type StartSimulatorOptions,
  startSimulator,
} from './startSimulator.ts';
export type { SunspecInverterOptions } from './sunspecInverter.ts';
