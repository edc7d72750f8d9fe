import { type Listener, listen } from './listen.ts';
import { SimulatorError } from './SimulatorError.ts';

export interface Broker extends Listener {
  /** Resolves when every subscriber's connection has been given the message. */
  publish(topic: string, payload: string, options?: { retain?: boolean }): Promise<void>;
}

/** An MQTT 3.1.1 broker in this process. Throws `SIMULATOR_BROKER_MISSING` where `aedes` is not installed. */
export async function startBroker(options: { host?: string | undefined; port?: number | undefined }): Promise<Broker> {
  const { Aedes } = await import('aedes').catch((cause: unknown) => {
    const message = 'Simulated meters need the optional package "aedes": npm install aedes.';
    throw new SimulatorError('SIMULATOR_BROKER_MISSING', message, { cause });
  });
  const broker = await Aedes.createBroker();
  const stop = () => new Promise<void>((resolve) => broker.close(() => resolve()));
  const listener = await listen({
    name: 'The MQTT broker of the simulator',
    ...options,
    onConnection: (socket) => {
      broker.handle(socket);
    },
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    ...listener,
    publish: (topic, payload, { retain = false } = {}) =>
      new Promise((resolve, reject) => {
        const packet = { cmd: 'publish', topic, payload, qos: 0, dup: false, retain } as const;
        broker.publish(packet, (error) => (error ? reject(error) : resolve()));
      }),
    async close() {
      await stop();
      await listener.close();
    },
  };
}
