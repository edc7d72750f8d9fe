import { type Point, type PointDefinition, vocabulary as standard } from '@usina/core';
import * as z from 'zod';
import type { Driver } from '../driver/Driver.ts';
import { DriverError } from '../driver/DriverError.ts';
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

const definition = z.strictObject({
  id: z.string().min(1).max(200),
  maker: z.string().min(1),
  models: z.array(z.string().min(1)).min(1),
  version: z.number().int().min(1),
  source: z.string().min(1),
  maxGap: z.number().int().min(0).max(100).optional(),
  vocabulary: z.record(z.string(), z.unknown()).optional(),
  points: z.record(
    z.string(),
    z.strictObject({
      address: z.number().int().min(0).max(65_535),
      type: z.enum(registerTypes),
      table: z.enum(['holding', 'input']).optional(),
      wordOrder: z.enum(['big', 'little']).optional(),
      notImplemented: z.array(z.number()).optional(),
      poll: z.enum(['fast', 'slow']).optional(),
      unit: z.string(),
      scale: z.number().optional(),
      sign: z.enum(['export-positive', 'import-positive']).optional(),
      min: z.number().optional(),
      max: z.number().optional(),
    }),
  ),
});

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
  const parsed = definition.safeParse(options);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue!.path.join('.');
    throw new DriverError('DRIVER_INVALID', `Driver ${id}: ${path || 'definition'}: ${issue!.message}.`, {
      context: { driverId: id, path },
    });
  }
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
