export { defineModbusDriver, type ModbusDriverOptions, type ModbusPoint } from './defineModbusDriver.ts';
export { ModbusConnection, type ModbusConnectionOptions, type ModbusRequest } from './ModbusConnection.ts';
export { isModbusException, ModbusError, type ModbusErrorCode } from './ModbusError.ts';
export { modbusLink } from './modbusLink.ts';
export { type ModbusAddress, parseModbusUrl } from './parseModbusUrl.ts';
export { type PlanReadsOptions, planReads, type RegisterSpan } from './planReads.ts';
export type { RegisterType } from './registerType.ts';
