import { type Clock, systemClock } from '@usina/core/time';
import { type DeviceData, lookup, type PointValues } from './DeviceData.ts';
import type { Listener } from './listen.ts';
import { SimulatorError } from './SimulatorError.ts';
import { type ModbusExceptionCode, type RegisterQuery, serveModbus } from './serveModbus.ts';
import { type Broker, startBroker } from './startBroker.ts';
import { createInverterImage, type SunspecInverterOptions } from './sunspecInverter.ts';

/** A simulated meter, battery or weather station that publishes its values as JSON, `{ atMs, acPowerW, … }`. */
export interface SimulatedMeterOptions {
  assetId: string;
  /** What it measures, by point. Where there is nothing, nothing is published. */
  data: DeviceData;
  /** @defaultValue `usina/<assetId>` */
  topic?: string | undefined;
  /** The body of a message. @defaultValue the values and their stamp as flat JSON, which `simulatedMeter` reads */
  payload?: ((values: PointValues, atMs: number) => string) | undefined;
  /** @defaultValue false */
  retain?: boolean | undefined;
}

export interface StartSimulatorOptions {
  devices?: readonly SunspecInverterOptions[];
  meters?: readonly SimulatedMeterOptions[];
  /** Says which instant the devices are at. @defaultValue `systemClock` */
  clock?: Clock;
  /** Address that everything listens on. @defaultValue '127.0.0.1' */
  host?: string;
  /** Port of the broker. @defaultValue 0, any free one */
  brokerPort?: number;
  /** Publishes the meters by itself this often. Left out, only `tick` does. [ms] */
  publishEveryMs?: number;
}

/** Simulated devices on real sockets. */
export interface Simulator {
  /** URL by asset, as an asset's `connection.url` says it. */
  readonly endpoints: ReadonlyMap<string, string>;
  /** Publishes the values of every meter at an instant, by default now. Resolves when the broker has passed them on. */
  tick(atMs?: number): Promise<void>;
  /** Publishes any body on a meter's topic, for what a plant does that its data does not show. */
  publish(assetId: string, payload: string, options?: { retain?: boolean }): Promise<void>;
  /** Ends every connection; resolves when all ports are free. */
  close(): Promise<void>;
}

/**
 * Serves inverters as SunSpec over Modbus TCP, each on its own port, and meters over an MQTT broker in this process.
 * A device answers with its values at the clock's instant; where its data has none it takes connections and stays silent, or has a gateway say so (`silence`).
 *
 * Throws `SIMULATOR_PORT_IN_USE`, `SIMULATOR_BROKER_MISSING`, `SIMULATOR_INVALID`; nothing is left open then.
 *
 * @example
 * const simulator = await startSimulator({
 *   clock,
 *   devices: [{ kind: 'sunspec-inverter', assetId: 'roof', data: () => ({ acPowerW: 4_200 }), largest: { acPowerW: 6_000 } }],
 * });
 * simulator.endpoints.get('roof') // 'modbus-tcp://127.0.0.1:40123/1'
 */
export async function startSimulator(options: StartSimulatorOptions): Promise<Simulator> {
  const { devices = [], meters = [], clock = systemClock, host, brokerPort, publishEveryMs } = options;
  checkOptions(devices, meters);
  const endpoints = new Map<string, string>();
  const listeners: Listener[] = [];
  const ending = new AbortController();
  let broker: Broker | undefined;
  let publishing: Promise<void> | undefined;

  async function close(): Promise<void> {
    ending.abort();
    await publishing;
    await Promise.all([...listeners.splice(0), ...(broker ? [broker] : [])].map((listener) => listener.close()));
    broker = undefined;
  }

  try {
    for (const device of devices) {
      const { assetId, port, unit = 1 } = device;
      const name = `The simulated inverter ${assetId}`;
      const listener = await serveModbus({ name, host, port, respond: responder(device, unit, clock) });
      listeners.push(listener);
      endpoints.set(assetId, `modbus-tcp://${listener.host}:${listener.port}/${unit}`);
    }
    if (meters.length > 0) {
      broker = await startBroker({ host, port: brokerPort });
      for (const meter of meters)
        endpoints.set(meter.assetId, `mqtt://${broker.host}:${broker.port}/${topicOf(meter)}`);
    }
  } catch (error) {
    await close();
    throw error;
  }

  const sources = meters.map((meter) => ({ meter, valuesAt: lookup(meter.data) }));
  const simulator: Simulator = {
    endpoints,
    async tick(atMs = clock.now()) {
      for (const { meter, valuesAt } of sources) {
        const values = valuesAt(atMs);
        if (values === undefined) continue;
        const body = meter.payload?.(values, atMs) ?? JSON.stringify({ atMs, ...values });
        await broker?.publish(topicOf(meter), body, { retain: meter.retain ?? false });
      }
    },
    async publish(assetId, payload, publishOptions) {
      const meter = meters.find((one) => one.assetId === assetId);
      if (!meter) throw new SimulatorError('SIMULATOR_INVALID', `There is no simulated meter "${assetId}".`);
      await broker?.publish(topicOf(meter), payload, publishOptions);
    },
    close,
  };

  async function publishByItself(everyMs: number): Promise<void> {
    for (let dueMs = clock.now(); !ending.signal.aborted; ) {
      await simulator.tick();
      dueMs = Math.max(dueMs + everyMs, clock.now());
      await clock.sleep(dueMs - clock.now(), ending.signal).catch(() => undefined);
    }
  }
  if (publishEveryMs !== undefined) publishing = publishByItself(publishEveryMs);
  return simulator;
}

/** What a gateway answers for a device behind it: MODBUS Application Protocol V1.1b3, section 7. */
const targetFailedToRespond = 11;

function topicOf({ topic, assetId }: SimulatedMeterOptions): string {
  return topic ?? `usina/${assetId}`;
}

function responder(device: SunspecInverterOptions, unit: number, clock: Clock) {
  const image = createInverterImage(device, lookup(device.data));
  return (query: RegisterQuery): ArrayLike<number> | ModbusExceptionCode | undefined => {
    const registers = image.at(clock.now());
    if (registers === undefined) return device.silence === 'gateway' ? targetFailedToRespond : undefined;
    if (query.unit !== unit) return targetFailedToRespond;
    const from = query.address - image.baseAddress;
    if (query.table !== 'holding' || from < 0 || from + query.count > registers.length) return 2;
    return registers.subarray(from, from + query.count);
  };
}

function checkOptions(devices: readonly SunspecInverterOptions[], meters: readonly SimulatedMeterOptions[]): void {
  const seen = new Set<string>();
  for (const { assetId } of [...devices, ...meters]) {
    if (seen.has(assetId)) {
      const message = `Two simulated devices are called "${assetId}". Give each its own asset id.`;
      throw new SimulatorError('SIMULATOR_INVALID', message, { context: { assetId } });
    }
    seen.add(assetId);
  }
  for (const { assetId, data, largest } of devices) {
    if (typeof data !== 'function' || largest !== undefined) continue;
    const message = `The data of "${assetId}" is a function: give the largest value of each point, so that scale factors can be chosen.`;
    throw new SimulatorError('SIMULATOR_INVALID', message, { context: { assetId } });
  }
}
