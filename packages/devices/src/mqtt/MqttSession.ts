import type { DeviceInfo, PushedSession, PushListener } from '../driver/Driver.ts';
import type { MqttConnection } from './MqttConnection.ts';
import { MqttError } from './MqttError.ts';
import { type PayloadMap, readPayload } from './payloadMap.ts';

export interface MqttSessionOptions<P extends string> {
  assetId: string;
  topic: string;
  timeZone: string;
  map: PayloadMap<P>;
  identity: DeviceInfo;
  connection(): MqttConnection;
}

/** One meter on a topic. */
export class MqttSession<P extends string> implements PushedSession<P> {
  readonly delivery = 'pushed';
  readonly #options: MqttSessionOptions<P>;
  #malformed = 0;

  constructor(options: MqttSessionOptions<P>) {
    this.#options = options;
  }

  async discover(): Promise<DeviceInfo> {
    await this.#options.connection().ready(this.#options.topic);
    return this.#options.identity;
  }

  listen(listener: PushListener<P>): void {
    const { connection, topic, timeZone, map } = this.#options;
    connection().subscribe(topic, {
      message: (payload, retained) => {
        const read = readPayload(map, payload, { retained, timeZone });
        if (read.kind === 'other') return;
        if (read.kind === 'malformed') {
          this.#malformed += 1;
          listener.status({ error: this.#unreadable(read.why), online: true, malformed: this.#malformed });
          return;
        }
        listener.status({ online: true });
        listener.measurement(read.measurement);
      },
      state: (error) => listener.status({ error: error ?? this.#waiting() }),
    });
  }

  async settle(): Promise<void> {
    await this.#options.connection().settle();
  }

  #waiting(): MqttError {
    const { topic } = this.#options;
    const message = `Subscribed to "${topic}", no message yet. Check the topic.`;
    return new MqttError('MQTT_NO_MESSAGE', message, { context: { topic }, state: 'silent' });
  }

  #unreadable(why: string): MqttError {
    const { topic } = this.#options;
    const message = `A message on "${topic}" could not be read: ${why}. Check the payload map of the driver.`;
    return new MqttError('MQTT_PAYLOAD_INVALID', message, { context: { topic, why } });
  }
}
