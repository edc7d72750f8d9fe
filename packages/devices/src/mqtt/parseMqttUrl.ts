import { DriverError } from '../driver/DriverError.ts';

/** Where a topic is. */
export interface MqttAddress {
  /** `mqtt://host:port`: brokers are shared and credentials are given by it. */
  readonly origin: string;
  /** What follows the host, as it is written. */
  readonly topic: string;
}

const ports: Readonly<Record<string, number>> = { mqtt: 1883, mqtts: 8883 };

/**
 * Reads `mqtt://host:port/topic` or `mqtts://…`; ports 1883 and 8883 where they are left out. The topic is taken as it
 * stands: `/`, `+` and `#` have their MQTT meaning and are not escaped. Credentials do not belong here.
 *
 * Throws `DRIVER_URL_INVALID`.
 *
 * @example
 * parseMqttUrl('mqtt://broker/tele/plug-3/SENSOR') // { origin: 'mqtt://broker:1883', topic: 'tele/plug-3/SENSOR' }
 */
export function parseMqttUrl(url: string): MqttAddress {
  const match = /^(mqtts?):\/\/((?:\[[0-9a-fA-F:.]+\])|[^/:[\]@?#]+)(?::(\d{1,5}))?\/(.+)$/.exec(url);
  const scheme = match?.[1] ?? '';
  const port = Number(match?.[3] ?? ports[scheme]);
  if (!match || port < 1 || port > 65_535) {
    // Whatever stands before an "@" may be a password.
    const shown = url.replace(/\/\/.*@/, '//…@');
    throw new DriverError(
      'DRIVER_URL_INVALID',
      `Read "${shown}", expected mqtt://host:port/topic as mqtt://broker:1883/tele/plug-3/SENSOR. Names and passwords go to the credentials of the fleet.`,
      { context: { url: shown } },
    );
  }
  return { origin: `${scheme}://${match[2]}:${port}`, topic: match[4]! };
}
