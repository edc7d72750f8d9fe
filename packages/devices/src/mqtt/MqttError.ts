import { DeviceError } from '../driver/DeviceError.ts';

/**
 * - `MQTT_UNREACHABLE` no connection to the broker, or it was lost; `MQTT_REFUSED` the broker refuses the topic;
 * - `MQTT_NO_MESSAGE` subscribed, nothing came yet; `MQTT_PAYLOAD_INVALID` the last message could not be read;
 * - `MQTT_CLOSED` this side closed the connection.
 */
export type MqttErrorCode =
  | 'MQTT_UNREACHABLE'
  | 'MQTT_REFUSED'
  | 'MQTT_NO_MESSAGE'
  | 'MQTT_PAYLOAD_INVALID'
  | 'MQTT_CLOSED';

/** What stands between an MQTT asset and its readings. Reported on the fleet's status; thrown by `discover` only. */
export class MqttError extends DeviceError<MqttErrorCode> {}
