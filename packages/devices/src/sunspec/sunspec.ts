import type { Driver } from '../driver/Driver.ts';
import { rejectOptions } from '../driver/rejectOptions.ts';
import { modbusLink } from '../modbus/modbusLink.ts';
import { parseModbusUrl } from '../modbus/parseModbusUrl.ts';
import { readingSources } from './measureModel.ts';
import { standardModels } from './models/index.ts';
import type { SunspecModel } from './SunspecModel.ts';
import { SunspecSession } from './SunspecSession.ts';

export interface SunspecDriverOptions {
  /** @defaultValue 'sunspec' */
  id?: string;
  /** Models that are read; others are skipped by their length. @defaultValue `standardModels` */
  models?: readonly SunspecModel[];
}

/** A SunSpec driver that knows other models than the shipped ones: a maker's own model is data. */
export function defineSunspecDriver(options: SunspecDriverOptions = {}): Driver {
  const { id = 'sunspec', models = standardModels } = options;
  const points = models.flatMap((model) => readingSources(model).map(({ point }) => point));
  return Object.freeze({
    id,
    protocol: 'modbus-tcp',
    source:
      'SunSpec Device Information Model Specification 1.1; models 1 and 101 to 103. Simulated, not tested on hardware',
    points: [...new Set(points)],
    open(device, host) {
      rejectOptions(id, device);
      const address = parseModbusUrl(device.url);
      const read = (register: number, count: number) =>
        modbusLink(host, address).read({ unit: address.unit, address: register, count });
      return new SunspecSession(read, models);
    },
  } satisfies Driver);
}

/** Reads SunSpec inverters over Modbus TCP: `asset.connection = { driver: 'sunspec', url: 'modbus-tcp://10.0.0.7:502/1' }`. */
export const sunspec: Driver = defineSunspecDriver();
