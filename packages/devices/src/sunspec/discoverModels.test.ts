import { describe, expect, it } from 'vitest';
import { ModbusError } from '../modbus/ModbusError.ts';
import { discoverModels } from './discoverModels.ts';

const marker = [0x5375, 0x6e53];
const end = [0xffff, 0];
const model = (id: number, length: number, fill = 7) => [id, length, ...new Array<number>(length).fill(fill)];

/** A device with registers at a base; refuses what it has not, as most do. */
function device(base: number, ...registers: number[]) {
  const requests: [address: number, count: number][] = [];
  return {
    requests,
    async read(address: number, count: number): Promise<readonly number[]> {
      requests.push([address, count]);
      const from = address - base;
      if (from < 0 || from + count > registers.length) {
        throw new ModbusError('MODBUS_EXCEPTION', 'none', { context: { exceptionCode: 2 } });
      }
      return registers.slice(from, from + count);
    },
  };
}

const known = (id: number) => id === 1 || id === 103;

describe('discoverModels', () => {
  it.each([40_000, 0, 50_000])('finds the map at %d', async (base) => {
    const { read } = device(base, ...marker, ...model(1, 66), ...model(64_900, 3), ...model(103, 50), ...end);
    const layout = await discoverModels(read, known);
    expect(layout.baseAddress).toBe(base);
    expect(layout.brokenBy).toBeUndefined();
    expect(layout.models.map(({ id, address, length }) => [id, address, length])).toEqual([
      [1, base + 2, 66],
      [64_900, base + 70, 3],
      [103, base + 75, 50],
    ]);
    expect(layout.models[1]!.registers).toBeUndefined();
    expect(layout.models[2]!.registers).toHaveLength(52);
  });

  it('reads ahead: a device of 877 registers takes 8 requests more than the marker', async () => {
    const long = Array.from({ length: 8 }, () => model(103, 98)).flat();
    const { read, requests } = device(40_000, ...marker, ...model(1, 66), ...long, ...end, 0, 0, 0, 0, 0);
    await discoverModels(read, known);
    expect(requests.filter(([, count]) => count > 2).length).toBeLessThanOrEqual(8);
  });

  it('tells that there is no SunSpec', async () => {
    await expect(discoverModels(device(40_000, 1, 2, 3).read, known)).rejects.toMatchObject({
      code: 'SUNSPEC_NOT_FOUND',
      context: { baseAddresses: [40_000, 0, 50_000] },
    });
  });

  it.each<[string, number[], number[], RegExp | undefined]>([
    ['an end without a length', [...model(1, 66), 0xffff], [1], undefined],
    ['no end', model(1, 66), [1], /no end model: register 40070/],
    ['model id 0', [...model(1, 66), 0, 0, 0, 0], [1], /model id 0 at register 40070/],
    ['a length beyond the address space', [...model(1, 66), 5, 0xffff, 1], [1], /leaves the address space/],
    ['registers that end in a known model', [...model(1, 66), 103, 50, 1, 2], [1], /end inside model 103/],
  ])('gives what stands before %s', async (_, registers, ids, why) => {
    const layout = await discoverModels(device(40_000, ...marker, ...registers).read, known);
    expect(layout.models.map(({ id }) => id)).toEqual(ids);
    if (why) expect(layout.brokenBy).toMatch(why);
    else expect(layout.brokenBy).toBeUndefined();
  });

  it('ends a chain that goes on for ever', async () => {
    const layout = await discoverModels(
      async (address, count) =>
        Array.from({ length: count }, (_, i) => marker[address + i - 40_000] ?? ((address + i) % 2 === 0 ? 900 : 0)),
      known,
    );
    expect(layout.brokenBy).toBe('more than 500 models');
  });

  it('passes on that the device does not answer, after one request', async () => {
    let requests = 0;
    const silent = async () => {
      requests += 1;
      throw new ModbusError('MODBUS_TIMEOUT', 'silent', { state: 'silent' });
    };
    await expect(discoverModels(silent, known)).rejects.toMatchObject({ code: 'MODBUS_TIMEOUT' });
    expect(requests).toBe(1);
  });

  it('steps back from reading ahead where a device says nothing past its end', async () => {
    const { read } = device(40_000, ...marker, ...model(1, 66), ...end);
    const layout = await discoverModels(
      (address, count) =>
        read(address, count).catch(() => {
          throw new ModbusError('MODBUS_TIMEOUT', 'silent', { state: 'silent' });
        }),
      known,
    );
    expect(layout.models.map(({ id }) => id)).toEqual([1]);
  });
});
