import { definePoints } from '@usina/core';
import { createVirtualClock } from '@usina/core/time';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import { createFleet } from '../fleet/createFleet.ts';
import { type RegisterQuery, serveModbus } from '../simulator/serveModbus.ts';
import { defineModbusDriver } from './defineModbusDriver.ts';

const acmeM3 = defineModbusDriver({
  id: 'acme-m3',
  maker: 'Acme',
  models: ['M3'],
  version: 1,
  source: 'Acme M3 Modbus Map rev. 1.4 (2026-02), table 3',
  points: {
    acPowerW: { address: 0x0034, type: 'f32', unit: 'W', sign: 'import-positive', max: 150_000 },
    energyImportedWh: { address: 0x0048, type: 'f32', unit: 'kWh', scale: 1_000, poll: 'slow' },
    frequencyHz: { address: 0x0046, type: 'f32', unit: 'Hz', min: 45, max: 65 },
    cabinetTemperatureC: { address: 0x0100, type: 'i16', unit: '°C', scale: 0.1, notImplemented: [-32_768] },
  },
});

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function meterWith(registers: Map<number, number>) {
  const queries: RegisterQuery[] = [];
  const server = await serveModbus({
    respond(query) {
      queries.push(query);
      return Array.from({ length: query.count }, (_, i) => registers.get(query.address + i) ?? 0);
    },
  });
  const clock = createVirtualClock({ startMs: 1_000_000 });
  const fleet = createFleet({
    portfolio: {
      sites: [{ id: 'site', timeZone: 'America/Sao_Paulo' }],
      assets: [
        { id: 'm', siteId: 'site', connection: { driver: 'acme-m3', url: `modbus-tcp://127.0.0.1:${server.port}/7` } },
      ],
    },
    drivers: [acmeM3],
    clock,
  });
  open.push(server, fleet);
  return { fleet, clock, queries };
}

/** IEEE 754 single precision, high word first. */
const words = (address: number, hex: number): [number, number][] => [
  [address, hex >>> 16],
  [address + 1, hex & 0xffff],
];

describe('a driver that is data', () => {
  it('reads a meter with unit, scale and sign', async () => {
    // -4211 W by the meter (0xC5839800) is 4211 W delivered; 66.0 kWh; 60.01 Hz (0x42700A3D); 412 is 41.2 °C
    const registers = new Map([
      ...words(0x34, 0xc5839800),
      ...words(0x48, 0x42840000),
      ...words(0x46, 0x42700a3d),
      [0x100, 412] as [number, number],
    ]);
    const { fleet, queries } = await meterWith(registers);
    const [reading] = await fleet.poll();
    expect(reading!.values.acPowerW).toBe(4_211);
    expect(reading!.values.energyImportedWh).toBe(66_000);
    expect(reading!.values.frequencyHz).toBeCloseTo(60.01, 5);
    expect(reading!.values.cabinetTemperatureC).toBeCloseTo(41.2, 9);
    expect(reading).toMatchObject({ assetId: 'm', source: 'acme-m3', atMs: 1_000_000 });
    expect(reading!.flags).toBeUndefined();
    expect(queries.map(({ unit, address, count }) => [unit, address, count])).toEqual([
      [7, 0x34, 2],
      [7, 0x46, 4],
      [7, 0x100, 1],
    ]);
  });

  it('reads slow points once a minute', async () => {
    const { fleet, clock, queries } = await meterWith(new Map());
    await fleet.poll();
    await clock.advanceTo(1_030_000);
    const [without] = await fleet.poll();
    await clock.advanceTo(1_060_000);
    const [withSlow] = await fleet.poll();
    expect('energyImportedWh' in without!.values).toBe(false);
    expect(withSlow!.values.energyImportedWh).toBe(0);
    expect(queries.filter(({ address }) => address === 0x46).map(({ count }) => count)).toEqual([4, 2, 4]);
  });

  it('flags what is out of range and what is not there', async () => {
    // 200 kW (0x48435000) is above the meter's range, NaN is no frequency, -32768 no temperature
    const registers = new Map([
      ...words(0x34, 0x48435000),
      ...words(0x46, 0x7fc00000),
      [0x100, 0x8000] as [number, number],
    ]);
    const { fleet } = await meterWith(registers);
    const [reading] = await fleet.poll();
    expect(reading!.values).toEqual({ acPowerW: -200_000, energyImportedWh: 0 });
    expect(reading!.flags).toEqual({
      acPowerW: ['outOfRange'],
      frequencyHz: ['notImplemented'],
      cabinetTemperatureC: ['notImplemented'],
    });
  });

  it('converts a known unit without a scale', () => {
    const point = { address: 0, type: 'u32', unit: 'kWh' } as const;
    const base = { id: 'x', maker: 'X', models: ['X'], version: 1, source: 'X' };
    expect(() => defineModbusDriver({ ...base, points: { energyWh: point } })).not.toThrow();
    expect(() => defineModbusDriver({ ...base, points: { energyWh: { ...point, unit: 'ft·lb' } } })).toThrow(
      expect.objectContaining({ code: 'DRIVER_INVALID', context: expect.objectContaining({ unit: 'ft·lb' }) }),
    );
  });

  it('refuses a scale that reads as a part of the unit: tenths of kWh are 100 Wh', () => {
    const base = { id: 'x', maker: 'X', models: ['X'], version: 1, source: 'X' };
    const energyWh = (scale: number) => ({ energyWh: { address: 0, type: 'u32' as const, unit: 'kWh', scale } });
    expect(() => defineModbusDriver({ ...base, points: energyWh(100) })).not.toThrow();
    for (const scale of [0.1, 1]) {
      expect(() => defineModbusDriver({ ...base, points: energyWh(scale) })).toThrow(
        expect.objectContaining({
          code: 'DRIVER_INVALID',
          message: expect.stringContaining(`scale: ${scale * 1_000};`),
        }),
      );
    }
  });

  it('refuses a point that nobody knows and an address that does not exist', () => {
    const base = { id: 'x', maker: 'X', models: ['X'], version: 1, source: 'X' };
    const misspelt = { acPowrW: { address: 0, type: 'u16', unit: 'W' } };
    expect(() => defineModbusDriver({ ...base, points: misspelt as object })).toThrow(
      expect.objectContaining({ code: 'DRIVER_INVALID', context: { driverId: 'x', point: 'acPowrW' } }),
    );
    expect(() =>
      defineModbusDriver({ ...base, points: { acPowerW: { address: 70_000, type: 'u16', unit: 'W' } } }),
    ).toThrow(
      expect.objectContaining({
        code: 'DRIVER_INVALID',
        context: { driverId: 'x', path: 'points.acPowerW.address' },
      }),
    );
  });

  const w = { address: 0, type: 'u16', unit: 'W' } as const;
  it.each<[string, object, string | undefined]>([
    ['no points', {}, 'points'],
    [
      'a number over the end of the table',
      { acPowerW: { ...w, address: 65_535, type: 'f32' } },
      'points.acPowerW.address',
    ],
    ['an unknown unit with a scale', { acPowerW: { ...w, unit: 'hp', scale: 745.7 } }, undefined],
    ['a range upside down', { acPowerW: { ...w, min: 5, max: 1 } }, 'points.acPowerW.min'],
    ['a scale of 0', { acPowerW: { ...w, scale: 0 } }, 'points.acPowerW.scale'],
    [
      'two numbers in one register',
      { acPowerW: { ...w, address: 10, type: 'u32' }, dcPowerW: { ...w, address: 11 } },
      'points.dcPowerW.address',
    ],
  ])('refuses %s', (_, points, path) => {
    const base = { id: 'x', maker: 'X', models: ['X'], version: 1, source: 'X' };
    expect(() => defineModbusDriver({ ...base, points })).toThrow(
      expect.objectContaining({
        code: 'DRIVER_INVALID',
        context: expect.objectContaining(path === undefined ? { point: 'acPowerW' } : { path }),
      }),
    );
  });

  it('takes the last register, and one address in both tables', () => {
    const base = { id: 'x', maker: 'X', models: ['X'], version: 1, source: 'X' };
    const points = {
      acPowerW: { ...w, address: 65_535 },
      dcPowerW: { ...w, address: 65_535, table: 'input' },
      cabinetTemperatureC: { ...w, address: 1, unit: '0.1 °C' },
    } as const;
    expect(defineModbusDriver({ ...base, points }).points).toHaveLength(3);
  });

  it('types the points that a driver adds', () => {
    const vocabulary = definePoints({
      fanSpeedRpm: { unit: 'rpm', meaning: 'cabinet fan', kind: 'gauge', min: 0, max: 9_000 },
    });
    const driver = defineModbusDriver<'fanSpeedRpm'>({
      id: 'fan',
      maker: 'Acme',
      models: ['F'],
      version: 1,
      source: 'Acme',
      vocabulary,
      points: { fanSpeedRpm: { address: 0, type: 'u16', unit: 'rpm' } },
    });
    const make = () => createFleet({ portfolio: { sites: [], assets: [] }, drivers: [acmeM3, driver] });
    type Values = Awaited<ReturnType<ReturnType<typeof make>['poll']>>[number]['values'];
    expectTypeOf<Values['fanSpeedRpm']>().toEqualTypeOf<number | undefined>();
    expect(driver.points).toEqual(['fanSpeedRpm']);
  });
});
