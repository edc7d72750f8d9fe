import type { Reading } from '@usina/core';
import { createVirtualClock } from '@usina/core/time';
import { afterEach, describe, expect, it } from 'vitest';
import { answerFrame, startFaultyServer } from '../../test/faultyServer.ts';
import type { Driver } from '../driver/Driver.ts';
import { serveModbus } from '../simulator/serveModbus.ts';
import { startSimulator } from '../simulator/startSimulator.ts';
import { sunspec } from '../sunspec/sunspec.ts';
import { type CreateFleetOptions, createFleet } from './createFleet.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function fleetOf(urls: Record<string, string>, options: Partial<CreateFleetOptions> = {}) {
  const clock = createVirtualClock({ startMs: 1_000 });
  const fleet = createFleet({
    portfolio: {
      sites: [{ id: 's', timeZone: 'UTC' }],
      assets: [
        ...Object.entries(urls).map(([id, url]) => ({ id, siteId: 's', connection: { driver: 'sunspec', url } })),
        { id: 'unconnected', siteId: 's' },
      ],
    },
    drivers: [sunspec],
    clock,
    ...options,
  });
  open.push(fleet);
  const statuses: [string, string, string | undefined][] = [];
  fleet.status.subscribe(({ assetId, state, code }) => statuses.push([assetId, state, code]));
  return { clock, fleet, statuses };
}

/** Inverters on one clock; `power` says what each delivers, undefined for silence. */
async function inverters(power: Record<string, number | undefined>) {
  const simulator = await startSimulator({
    clock: { now: () => ticks.now, sleep: async () => undefined },
    devices: Object.keys(power).map((assetId) => ({
      kind: 'sunspec-inverter',
      assetId,
      data: () => (power[assetId] === undefined ? undefined : { acPowerW: power[assetId] }),
      largest: { acPowerW: 30_000 },
    })),
  });
  open.push(simulator);
  return Object.fromEntries(simulator.endpoints);
}
/** The simulator caches by instant: a new one for every change of `power`. */
const ticks = { now: 0 };

describe('a fleet', () => {
  it('polls every asset once, stamps by its clock and tells each reading as it comes', async () => {
    const { fleet, clock, statuses } = fleetOf(await inverters({ a: 1_000, b: 2_000 }));
    const heard: Reading[] = [];
    fleet.readings.subscribe((reading) => heard.push(reading));
    await clock.advanceTo(5_000);
    const readings = await fleet.poll();
    expect(
      readings.map(({ assetId, atMs, receivedAtMs, source, values }) => [
        assetId,
        atMs,
        receivedAtMs,
        source,
        values.acPowerW,
      ]),
    ).toEqual([
      ['a', 5_000, 5_000, 'sunspec', 1_000],
      ['b', 5_000, 5_000, 'sunspec', 2_000],
    ]);
    expect(heard).toHaveLength(2);
    expect(statuses.sort()).toEqual([
      ['a', 'online', undefined],
      ['b', 'online', undefined],
    ]);
  });

  it('gives a reading without values for a device that failed, and others are not held up', async () => {
    const power: Record<string, number | undefined> = { a: 1_000, b: 2_000 };
    const { fleet, statuses } = fleetOf(await inverters(power), { timeoutMs: 150 });
    await fleet.poll();
    power.a = undefined;
    ticks.now += 1;
    const order: string[] = [];
    fleet.readings.subscribe(({ assetId }) => order.push(assetId));
    const [silent, well] = await fleet.poll();
    expect(silent).toEqual({
      assetId: 'a',
      atMs: 1_000,
      receivedAtMs: 1_000,
      source: 'sunspec',
      values: {},
      flags: { acPowerW: ['commError'] },
    });
    expect(well!.values.acPowerW).toBe(2_000);
    expect(order).toEqual(['b', 'a']);
    power.a = 1_500;
    ticks.now += 1;
    expect((await fleet.poll())[0]!.values.acPowerW).toBe(1_500);
    expect(statuses.filter(([assetId]) => assetId === 'a')).toEqual([
      ['a', 'online', undefined],
      ['a', 'silent', 'MODBUS_TIMEOUT'],
      ['a', 'online', undefined],
    ]);
  });

  it('waits one timeout for a device that never answered, not one a base address', async () => {
    let requests = 0;
    const silent = await startFaultyServer(() => {
      requests += 1;
    });
    open.push(silent);
    const { fleet } = fleetOf({ a: `modbus-tcp://127.0.0.1:${silent.port}/1` }, { timeoutMs: 50 });
    const [reading] = await fleet.poll();
    expect(requests).toBe(1);
    expect(reading!.flags?.acPowerW).toEqual(['commError']);
    expect(reading!.flags?.energyWh).toEqual(['commError']);
  });

  it('tells offline from silent', async () => {
    const gone = await serveModbus({ respond: () => 2 });
    await gone.close();
    const refusing = await serveModbus({ respond: () => 1 });
    open.push(refusing);
    const { fleet, statuses } = fleetOf({
      gone: `modbus-tcp://127.0.0.1:${gone.port}/1`,
      refusing: `modbus-tcp://127.0.0.1:${refusing.port}/1`,
    });
    await fleet.poll();
    expect(statuses.sort()).toEqual([
      ['gone', 'offline', 'MODBUS_UNREACHABLE'],
      ['refusing', 'offline', 'MODBUS_EXCEPTION'],
    ]);
  });

  it('shares one connection between units of one endpoint', async () => {
    const registers = [0x5375, 0x6e53, 103, 50, ...new Array<number>(50).fill(0xffff), 0xffff, 0];
    const gateway = await startFaultyServer((request) => {
      const from = request.address - 40_000;
      const unit = registers.with(16, request.unit).with(17, 0);
      request.socket.write(
        answerFrame(request, [...unit, ...new Array<number>(200).fill(0)].slice(from, from + request.count)),
      );
    });
    open.push(gateway);
    const url = (unit: number) => `modbus-tcp://127.0.0.1:${gateway.port}/${unit}`;
    const { fleet } = fleetOf({ a: url(11), b: url(12), c: url(13) });
    expect((await fleet.poll()).map(({ values }) => values.acPowerW)).toEqual([11, 12, 13]);
    expect(gateway.connections).toBe(1);
  });

  it('flags what cannot be', async () => {
    const simulator = await startSimulator({
      devices: [
        {
          kind: 'sunspec-inverter',
          assetId: 'a',
          data: () => ({ acPowerW: 1, frequencyHz: 500 }),
          largest: { acPowerW: 1, frequencyHz: 500 },
        },
      ],
    });
    open.push(simulator);
    const { fleet } = fleetOf(Object.fromEntries(simulator.endpoints));
    const [reading] = await fleet.poll();
    expect(reading!.values.frequencyHz).toBe(500);
    expect(reading!.flags?.frequencyHz).toEqual(['outOfRange']);
  });

  it('polls by itself on its clock, and stops when closed', async () => {
    const urls = await inverters({ a: 1_000 });
    const { fleet, clock } = fleetOf(urls, { pollEveryMs: 10_000 });
    const stamps: number[] = [];
    let done = false;
    fleet.readings.subscribe({
      next: ({ atMs }) => stamps.push(atMs),
      complete: () => {
        done = true;
      },
    });
    for (const [i, atMs] of [1_000, 11_000, 21_000].entries()) {
      await clock.advanceTo(atMs);
      await expect.poll(() => stamps.length).toBe(i + 1);
      await expect.poll(() => clock.nextDueMs()).toBe(atMs + 10_000);
    }
    expect(stamps).toEqual([1_000, 11_000, 21_000]);
    await fleet.close();
    expect(done).toBe(true);
    expect(clock.nextDueMs()).toBeUndefined();
  });

  it('settles a running poll when it is closed, and refuses new ones', async () => {
    const silent = await startFaultyServer(() => undefined);
    open.push(silent);
    const { fleet } = fleetOf({ a: `modbus-tcp://127.0.0.1:${silent.port}/1` }, { timeoutMs: 60_000 });
    const heard: unknown[] = [];
    fleet.readings.subscribe((reading) => heard.push(reading));
    fleet.status.subscribe((status) => heard.push(status));
    const poll = fleet.poll();
    await expect.poll(() => silent.open).toBe(1);
    await fleet.close();
    expect((await poll)[0]!.flags?.acPowerW).toEqual(['commError']);
    expect(heard).toEqual([]);
    await expect(fleet.poll()).rejects.toMatchObject({ code: 'FLEET_CLOSED' });
    await expect(fleet.discover()).rejects.toMatchObject({ code: 'FLEET_CLOSED' });
    await expect.poll(() => silent.open).toBe(0);
  });

  it('lists everything that it cannot connect', () => {
    const assets = [
      { id: 'a', siteId: 's', connection: { driver: 'sunspek', url: 'modbus-tcp://h/1' } },
      { id: 'b', siteId: 's', connection: { driver: 'sunspec', url: 'http://h/1' } },
      { id: 'c', siteId: 's', connection: { driver: 'sunspec', url: 'modbus-tcp://h/1', options: { unit: 3 } } },
    ];
    expect(() => createFleet({ portfolio: { sites: [], assets }, drivers: [sunspec] })).toThrow(
      expect.objectContaining({
        code: 'FLEET_INVALID',
        context: {
          issues: [
            { assetId: 'a', reason: expect.stringContaining('"sunspek"') },
            { assetId: 'b', reason: expect.stringContaining('modbus-tcp://host:port/unit') },
            { assetId: 'c', reason: expect.stringContaining('options unit') },
          ],
        },
      }),
    );
  });

  it('refuses two assets with one id and a driver that is passed in twice', () => {
    const connection = { driver: 'sunspec', url: 'modbus-tcp://127.0.0.1/1' };
    const assets = [1, 2, 3].map(() => ({ id: 'a', siteId: 's', connection }));
    expect(() => createFleet({ portfolio: { sites: [], assets }, drivers: [sunspec, sunspec] })).toThrow(
      expect.objectContaining({
        code: 'FLEET_INVALID',
        context: {
          issues: [expect.objectContaining({ assetId: 'a' }), expect.objectContaining({ assetId: 'driver sunspec' })],
        },
      }),
    );
  });

  it('calls a device offline whose driver breaks, and goes on', async () => {
    const broken: Driver = {
      id: 'sunspec',
      protocol: 'none',
      source: 'a driver with a fault',
      points: ['acPowerW'],
      open: () => ({
        delivery: 'polled',
        discover: () => Promise.reject(new TypeError('x is not a function')),
        read: () => Promise.reject(new TypeError('x is not a function')),
      }),
    };
    const { fleet, statuses } = fleetOf({ a: 'any' }, { drivers: [broken] });
    expect(await fleet.poll()).toMatchObject([{ values: {}, flags: { acPowerW: ['commError'] } }]);
    expect(await fleet.discover()).toMatchObject([{ ok: false, code: 'DRIVER_FAILED' }]);
    expect(statuses).toEqual([['a', 'offline', 'DRIVER_FAILED']]);
  });
});
