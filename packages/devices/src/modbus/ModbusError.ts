import { DeviceError } from '../driver/DeviceError.ts';

/**
 * - `MODBUS_UNREACHABLE` no connection, or waiting to try again; `MODBUS_TIMEOUT` connected, no answer in time;
 * - `MODBUS_EXCEPTION` the device refused, `context.exceptionCode` says how; `MODBUS_PROTOCOL` bytes that are no answer;
 * - `MODBUS_DISCONNECTED` the connection broke before the answer; `MODBUS_CLOSED` this side closed it.
 */
export type ModbusErrorCode =
  | 'MODBUS_UNREACHABLE'
  | 'MODBUS_TIMEOUT'
  | 'MODBUS_EXCEPTION'
  | 'MODBUS_PROTOCOL'
  | 'MODBUS_DISCONNECTED'
  | 'MODBUS_CLOSED';

/** A Modbus request that brought no registers. */
export class ModbusError extends DeviceError<ModbusErrorCode> {}

/** MODBUS Application Protocol V1.1b3, section 7. */
const exceptionNames: Readonly<Record<number, string>> = {
  1: 'illegal function',
  2: 'illegal data address',
  3: 'illegal data value',
  4: 'server device failure',
  5: 'acknowledge',
  6: 'server device busy',
  8: 'memory parity error',
  10: 'gateway path unavailable',
  11: 'gateway target device failed to respond',
};

/** The gateway is there and answers for a device that is not heard. */
const targetFailedToRespond = 11;

/** The device's refusal as an error. */
export function exceptionError(endpoint: string, request: object, exceptionCode: number, cause?: unknown): ModbusError {
  const name = exceptionNames[exceptionCode] ?? 'not in the standard';
  return new ModbusError(
    'MODBUS_EXCEPTION',
    `${endpoint} answered ${JSON.stringify(request)} with exception ${exceptionCode} (${name}). Check the register map and the unit id.`,
    {
      context: { endpoint, ...request, exceptionCode },
      cause,
      ...(exceptionCode === targetFailedToRespond ? { state: 'silent' } : {}),
    },
  );
}

/** Whether an error is the device's refusal, with one of the given exception codes where they are given. */
export function isModbusException(error: unknown, ...codes: number[]): error is ModbusError {
  if (!(error instanceof ModbusError) || error.code !== 'MODBUS_EXCEPTION') return false;
  return codes.length === 0 || codes.includes(error.context.exceptionCode as number);
}
