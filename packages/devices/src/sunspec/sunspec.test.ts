import { createVirtualClock } from '@usina/core/time';
import { afterEach, describe, expect, it } from 'vitest';
import { sharedData } from '../../../../tools/sharedData.ts';
import { imageDifferences } from '../../../../tools/verify/sunspec/imageDifferences.ts';
import { readImage, type SunspecImage, sunspecImages } from '../../../../tools/verify/sunspec/SunspecImage.ts';
import { createFleet } from '../fleet/createFleet.ts';
import { ModbusConnection } from '../modbus/ModbusConnection.ts';
import { serveModbus } from '../simulator/serveModbus.ts';
import { sunspec } from './sunspec.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const clock = createVirtualClock({ startMs: 0 });
const vectors = sharedData('data/sunspec-vectors');
const devices = sharedData('data/sunspec-devices');

async function serveImage({ base, registers }: SunspecImage, onQuery: () => void = () => undefined) {
  const server = await serveModbus({
    respond({ address, count }) {
      onQuery();
      const wanted = registers.slice(Math.max(0, address - base), Math.max(0, address - base + count));
      return address < base || wanted.length < count || wanted.includes(null) ? 2 : (wanted as number[]);
    },
  });
  open.push(server);
  return server;
}

async function fleetOf(port: number) {
  const fleet = createFleet({
    portfolio: {
      sites: [{ id: 's', timeZone: 'UTC' }],
      assets: [{ id: 'i', siteId: 's', connection: { driver: 'sunspec', url: `modbus-tcp://127.0.0.1:${port}/1` } }],
    },
    drivers: [sunspec],
    clock,
  });
  open.push(fleet);
  return fleet;
}

it.skipIf(!vectors)('decodes the random and the broken images as pysunspec2 does', async () => {
  const images = sunspecImages(vectors!);
  expect(images).toHaveLength(440);
  for (const image of images) expect((await imageDifferences(image)).differences, image.name).toEqual([]);
});

it.skipIf(!vectors)('the comparison notices one wrong register', async () => {
  const image = sunspecImages(vectors!).find(({ name }) => name === 'models.jsonl:m103-0')!;
  const wrong = { ...image, registers: image.registers.with(16, image.registers[16]! ^ 1) };
  expect((await imageDifferences(wrong)).differences).toContainEqual(expect.stringMatching(/raw W /));
});

describe.skipIf(!devices)('real devices', () => {
  it('come out the same through Modbus TCP', async () => {
    for (const image of sunspecImages(devices!)) {
      const server = await serveImage(image);
      const connection = new ModbusConnection({ host: '127.0.0.1', port: server.port, timeoutMs: 5_000, clock });
      open.push(connection);
      const read = (address: number, count: number) => connection.read({ unit: 1, address, count });
      const over = await imageDifferences(image, read);
      expect(over.differences, image.name).toEqual([]);
      expect(over).toEqual(await imageDifferences(image, readImage(image)));
    }
  });

  it('are readings: a Fronius with the short common model', async () => {
    let queries = 0;
    const image = sunspecImages(devices!).find(({ name }) => name.endsWith('fronius-igplus'))!;
    const server = await serveImage(image, () => {
      queries += 1;
    });
    const fleet = await fleetOf(server.port);
    const [found] = await fleet.discover();
    expect(found).toMatchObject({ ok: true, maker: 'Fronius', model: 'IG+V7.5U', serial: '50.25979' });
    queries = 0;
    const [reading] = await fleet.poll();
    expect(queries).toBe(1);
    // The dump holds W 1307 × 10^0, WH 26 × 65536 + 17031, PF 979 × 10^-1 percent, DCV 350 × 10^0, alarms 0
    expect(reading!.values).toMatchObject({
      acPowerW: 1_307,
      energyWh: 1_720_967,
      frequencyHz: 60.01,
      acVoltageL1V: 243,
      acCurrentA: 5.49,
      powerFactor: expect.closeTo(0.979, 9),
      dcVoltageV: 350,
      dcCurrentA: 3.8,
      dcPowerW: 1_330,
      stateCode: 4,
      alarmCode: 0,
    });
    expect(reading!.flags).toMatchObject({ acVoltageL2V: ['notImplemented'], cabinetTemperatureC: ['notImplemented'] });
    expect('cabinetTemperatureC' in reading!.values).toBe(false);
  });
});

it('finds the device anew when its layout changes', async () => {
  const image = (id: number, watts: number): number[] => {
    const registers = new Array<number>(52).fill(0xffff);
    registers[0] = id;
    registers[1] = 50;
    registers[14] = watts;
    registers[15] = 0;
    return registers;
  };
  const head = [0x5375, 0x6e53];
  let registers = [...head, ...image(101, 5), 0xffff, 0];
  const server = await serveModbus({
    respond: ({ address, count }) =>
      address < 40_000 || address - 40_000 + count > registers.length
        ? 2
        : registers.slice(address - 40_000, address - 40_000 + count),
  });
  open.push(server);
  const fleet = await fleetOf(server.port);
  expect((await fleet.poll())[0]!.values.acPowerW).toBe(5);
  registers = [...head, 900, 1, 0, ...image(103, 6), 0xffff, 0];
  const statuses: (string | undefined)[] = [];
  fleet.status.subscribe(({ code }) => statuses.push(code));
  expect((await fleet.poll())[0]!.flags?.acPowerW).toEqual(['commError']);
  expect((await fleet.poll())[0]!.values.acPowerW).toBe(6);
  expect(statuses).toEqual([undefined, 'SUNSPEC_LAYOUT_CHANGED', undefined]);
});

it('says when a device has nothing that it reads', async () => {
  const registers = [0x5375, 0x6e53, 900, 1, 0, 0xffff, 0];
  const server = await serveModbus({
    respond: ({ address, count }) =>
      address < 40_000 || address - 40_000 + count > registers.length
        ? 2
        : registers.slice(address - 40_000, address - 40_000 + count),
  });
  open.push(server);
  const fleet = await fleetOf(server.port);
  expect(await fleet.discover()).toMatchObject([{ assetId: 'i', ok: false, code: 'SUNSPEC_NO_MODELS' }]);
});
