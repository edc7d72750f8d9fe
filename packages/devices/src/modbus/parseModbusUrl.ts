import { DriverError } from '../driver/DriverError.ts';

/** Where a Modbus device is. */
export interface ModbusAddress {
  readonly host: string;
  readonly port: number;
  readonly unit: number;
}

/** The port that IANA assigned to Modbus. */
const defaultPort = 502;

/**
 * Reads `modbus-tcp://host:port/unit`; port 502 and unit 1 where they are left out.
 *
 * Throws `DRIVER_URL_INVALID`.
 *
 * @example
 * parseModbusUrl('modbus-tcp://10.0.0.7:1502/3') // { host: '10.0.0.7', port: 1502, unit: 3 }
 */
export function parseModbusUrl(url: string): ModbusAddress {
  const match = /^modbus-tcp:\/\/(?:\[([0-9a-fA-F:.]+)\]|([^/:[\]@?#]+))(?::(\d{1,5}))?(?:\/(\d{1,3})?)?$/.exec(url);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3] ?? defaultPort);
  const unit = Number(match?.[4] ?? 1);
  if (host === undefined || port < 1 || port > 65_535 || unit > 255) {
    throw new DriverError(
      'DRIVER_URL_INVALID',
      `Read "${url}", expected modbus-tcp://host:port/unit with a port of 1 to 65535 and a unit of 0 to 255, as modbus-tcp://10.0.0.7:502/1.`,
      { context: { url } },
    );
  }
  return { host, port, unit };
}
