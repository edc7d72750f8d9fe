import type { DriverHost } from '../driver/Driver.ts';
import { ModbusConnection } from './ModbusConnection.ts';
import type { ModbusAddress } from './parseModbusUrl.ts';

/** The connection to an endpoint, one for all units behind it: for drivers that need more than a register table. */
export function modbusLink(host: DriverHost, address: ModbusAddress): ModbusConnection {
  const { clock, timeoutMs } = host;
  return host.link(
    `modbus-tcp://${address.host}:${address.port}`,
    () => new ModbusConnection({ host: address.host, port: address.port, timeoutMs, clock }),
  );
}
