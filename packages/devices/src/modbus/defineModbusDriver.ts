import { type Point, type PointDefinition, vocabulary as standard } from '@usina/core';
import * as z from 'zod';
import type { Driver } from '../driver/Driver.ts';
import { checkDefinition, driverFields, invalidDriver, pointsSchema } from '../driver/driverDefinition.ts';
import { type PointScaling, resolveScaling } from '../driver/pointScaling.ts';
import { rejectOptions } from '../driver/rejectOptions.ts';
import { ModbusSession } from './ModbusSession.ts';
import { modbusLink } from './modbusLink.ts';
import { parseModbusUrl } from './parseModbusUrl.ts';
import { type RegisterType, registerSize, registerTypes } from './registerType.ts';

/** One line of a register table. */
export interface ModbusPoint extends PointScaling {
  /** As on the wire, 0 to 65535: tables that number registers from 1 or 40001 are one or 40001 higher. */
  address: number;
  type: RegisterType;
  /** Holding registers are read with function 3, input registers with function 4. @defaultValue 'holding' */
  table?: 'holding' | 'input' | undefined;
  /** Which word of a 32- or 64-bit number comes first. @defaultValue 'big' */
  wordOrder?: 'big' | 'little' | undefined;
  /** Raw numbers that say that the device has no value here; NaN always does. */
  notImplemented?: readonly number[] | undefined;
  /** `slow` is read once a minute, `fast` at every poll. @defaultValue 'fast' */
  poll?: 'fast' | 'slow' | undefined;
}

export interface ModbusDriverOptions<Extra extends string = never> {
  id: string;
  maker: string;
  models: readonly string[];
  /** Grows with every change of the map. */
  version: number;
  /** Manual, revision and table that the map was written from. */
  source: string;
  points: Readonly<Partial<Record<Point | Extra, ModbusPoint>>>;
  /** Registers that may be read along to save a request. @defaultValue 0 */
  maxGap?: number | undefined;
  /** Where the driver has points beyond the standard ones: `definePoints({ … })`. */
  vocabulary?: Readonly<Record<Extra | Point, PointDefinition>> | undefined;
}

/** Registers of a table: 0 to 65535. */
const registers = 65_536;

const definition = z.strictObject({
  ...driverFields,
  version: z.number().int().min(1),
  maxGap: z.number().int().min(0).max(100).optional(),
  points: pointsSchema({
    address: z
      .number()
      .int()
      .min(0)
      .max(registers - 1),
    type: z.enum(registerTypes),
    table: z.enum(['holding', 'input']).optional(),
    wordOrder: z.enum(['big', 'little']).optional(),
    notImplemented: z.array(z.number()).optional(),
    poll: z.enum(['fast', 'slow']).optional(),
  }),
});

/** Throws `DRIVER_INVALID` where a number runs over the end of its table, or two numbers share a register. */
function checkRegisters(driverId: string, points: Readonly<Record<string, ModbusPoint>>): void {
  const taken = new Map<string, string>();
  for (const [point, { address, type, table = 'holding' }] of Object.entries(points)) {
    const path = `points.${point}.address`;
    const end = address + registerSize(type);
    if (end > registers) {
      const last = registers - registerSize(type);
      throw invalidDriver(driverId, path, `${path}: read ${address}, expected at most ${last} for ${type}`);
    }
    for (let register = address; register < end; register += 1) {
      const other = taken.get(`${table} ${register}`);
      if (other !== undefined) {
        const message = `${path}: ${table} register ${register} is part of ${other} too. Check address and type of both`;
        throw invalidDriver(driverId, path, message);
      }
      taken.set(`${table} ${register}`, point);
    }
  }
}

/**
 * A driver from a register table: plain data that a vendor can check against the manual.
 *
 * Throws `DRIVER_INVALID` for a table that cannot work.
 *
 * @example
 * const acmeM3 = defineModbusDriver({
 *   id: 'acme-m3', maker: 'Acme', models: ['M3'], version: 1, source: 'Acme M3 Modbus Map rev. 1.4 (2026-02), table 3',
 *   points: { acPowerW: { address: 0x34, type: 'f32', unit: 'W', sign: 'import-positive', max: 150_000 } },
 * });
 * // registers 0xC583 0x9800 (-4211 W by the meter) read as { acPowerW: 4211 }
 */
export function defineModbusDriver<Extra extends string = never>(options: ModbusDriverOptions<Extra>): Driver<Extra> {
  const { id, maker, models, version, source, maxGap } = options;
  checkDefinition(definition, options);
  checkRegisters(id, options.points as Readonly<Record<string, ModbusPoint>>);
  const definitions: Readonly<Record<string, PointDefinition>> = options.vocabulary ?? standard;
  const entries = Object.entries(options.points) as [Point | Extra, ModbusPoint][];
  const map = entries.map(([point, { table = 'holding', wordOrder = 'big', poll = 'fast', ...rest }]) => ({
    point,
    span: { table, address: rest.address, count: registerSize(rest.type) },
    type: rest.type,
    wordOrder,
    slow: poll === 'slow',
    notImplemented: rest.notImplemented ?? [],
    scaling: resolveScaling(id, point, rest, definitions),
  }));
  return Object.freeze({
    id,
    protocol: 'modbus-tcp',
    maker,
    models,
    source: `${source} (version ${version})`,
    points: map.map(({ point }) => point),
    vocabulary: options.vocabulary,
    open(device, host) {
      rejectOptions(id, device);
      const address = parseModbusUrl(device.url);
      const identity = { maker, ...(models.length === 1 ? { model: models[0] } : {}) };
      const connection = () => modbusLink(host, address);
      return new ModbusSession({ connection, unit: address.unit, map, maxGap, clock: host.clock, identity });
    },
  } satisfies Driver<Extra>);
}
