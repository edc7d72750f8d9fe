import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectSocket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVirtualClock } from '@usina/core/time';
import { connectAsync } from 'mqtt';
import { firstValueFrom, filter as where } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { findPeer } from '../../../../tools/peer.ts';
import { type CreateFleetOptions, createFleet } from '../fleet/createFleet.ts';
import { startSimulator } from '../simulator/startSimulator.ts';
import { defineMqttMeter } from './defineMqttMeter.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const plug = defineMqttMeter({
  id: 'plug',
  topic: 'tele/{name}/SENSOR',
  maker: 'Tasmota',
  points: { acPowerW: { path: 'ENERGY.Power', unit: 'W' } },
  maxPayloadBytes: 200,
});

function fleetOf(names: Record<string, string>, options: Partial<CreateFleetOptions> = {}) {
  const clock = createVirtualClock({ startMs: 1_000 });
  const fleet = createFleet({
    portfolio: {
      sites: [{ id: 's', timeZone: 'UTC' }],
      assets: Object.entries(names).map(([id, url]) => ({ id, siteId: 's', connection: { driver: 'plug', url } })),
    },
    drivers: [plug],
    clock,
    timeoutMs: 2_000,
    ...options,
  });
  open.push(fleet);
  const statuses: [string, string, string | undefined, number | undefined][] = [];
  fleet.status.subscribe((status) => statuses.push([status.assetId, status.state, status.code, status.malformed]));
  return { clock, fleet, statuses };
}

/** A broker in this process; `publish` resolves when it has passed a message on. */
async function broker() {
  const simulator = await startSimulator({
    meters: ['a', 'b'].map((id) => ({ assetId: id, topic: `tele/${id}/SENSOR`, data: () => undefined })),
  });
  open.push(simulator);
  return { simulator, origin: simulator.endpoints.get('a')!.split('/').slice(0, 3).join('/') };
}

describe('MQTT meters', () => {
  it('share one connection to their broker and push what they measure', async () => {
    const { simulator, origin } = await broker();
    const { fleet, statuses } = fleetOf({ one: `${origin}/a`, two: `${origin}/b` });
    expect(await fleet.discover()).toEqual([
      { assetId: 'one', ok: true, maker: 'Tasmota' },
      { assetId: 'two', ok: true, maker: 'Tasmota' },
    ]);
    expect(await fleet.poll()).toEqual([]);
    await simulator.publish('a', '{"ENERGY":{"Power":5}}');
    await simulator.publish('b', '{"ENERGY":{"Power":6}}');
    await simulator.publish('b', '{"ENERGY":{"Power":7}}');
    expect(await fleet.poll()).toEqual([
      { assetId: 'one', atMs: 1_000, receivedAtMs: 1_000, source: 'plug', values: { acPowerW: 5 } },
      { assetId: 'two', atMs: 1_000, receivedAtMs: 1_000, source: 'plug', values: { acPowerW: 7 } },
    ]);
    expect(statuses).toEqual([
      ['one', 'silent', 'MQTT_NO_MESSAGE', undefined],
      ['two', 'silent', 'MQTT_NO_MESSAGE', undefined],
      ['one', 'online', undefined, undefined],
      ['two', 'online', undefined, undefined],
    ]);
  });

  it('count what they cannot read and go on', async () => {
    const { simulator, origin } = await broker();
    const { fleet, statuses } = fleetOf({ one: `${origin}/a` });
    await fleet.discover();
    for (const payload of ['{', '{"ENERGY":{"Power":1}}', 'x'.repeat(201), '{"other":1}']) {
      await simulator.publish('a', payload);
    }
    expect((await fleet.poll()).map(({ values }) => values)).toEqual([{ acPowerW: 1 }]);
    expect(statuses.slice(1)).toEqual([
      ['one', 'online', 'MQTT_PAYLOAD_INVALID', 1],
      ['one', 'online', undefined, 1],
      ['one', 'online', 'MQTT_PAYLOAD_INVALID', 2],
    ]);
  });

  it('flag what the broker had kept', async () => {
    const { simulator, origin } = await broker();
    await simulator.publish('a', '{"ENERGY":{"Power":8}}', { retain: true });
    const { fleet } = fleetOf({ one: `${origin}/a` });
    await fleet.discover();
    expect(await fleet.poll()).toMatchObject([{ values: { acPowerW: 8 }, flags: { acPowerW: ['retained'] } }]);
  });

  it('are offline without a broker, and nobody waits for them', async () => {
    const { simulator, origin } = await broker();
    await simulator.close();
    const { fleet } = fleetOf({ one: `${origin}/a` });
    expect(await fleet.discover()).toMatchObject([
      { assetId: 'one', ok: false, code: 'MQTT_UNREACHABLE', reason: expect.stringContaining('ECONNREFUSED') },
    ]);
    expect(await fleet.poll()).toEqual([]);
    expect(await firstValueFrom(fleet.status)).toMatchObject({ state: 'offline', code: 'MQTT_UNREACHABLE' });
  });

  it('close while a connection is being made', async () => {
    const { origin } = await broker();
    const { fleet } = fleetOf({ one: `${origin}/a` });
    const found = fleet.discover();
    await fleet.close();
    expect(await found).toMatchObject([{ ok: false, code: 'MQTT_CLOSED' }]);
    await expect(fleet.poll()).rejects.toMatchObject({ code: 'FLEET_CLOSED' });
  });
});

/** A free port, for a program that cannot choose one itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectSocket({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

const mosquitto = findPeer('mosquitto');

describe.skipIf(!mosquitto)('with mosquitto as the broker', () => {
  async function startMosquitto(port: number, settings: string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'usina-mosquitto-'));
    const file = join(folder, 'mosquitto.conf');
    writeFileSync(file, [`listener ${port} 127.0.0.1`, ...settings].join('\n'));
    const child: ChildProcess = spawn(mosquitto!, ['-c', file], { stdio: 'ignore' });
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const stop = {
      async close() {
        child.kill();
        await exited;
        rmSync(folder, { recursive: true, force: true });
      },
    };
    open.push(stop);
    await expect.poll(() => takesConnections(port), { timeout: 10_000 }).toBe(true);
    return stop;
  }

  it('reads, keeps its assets apart, and comes back after the broker was away', async () => {
    const port = await freePort();
    const settings = ['allow_anonymous true'];
    const first = await startMosquitto(port, settings);
    const { fleet, statuses } = fleetOf({ one: `mqtt://127.0.0.1:${port}/a`, two: `mqtt://127.0.0.1:${port}/b` });
    expect(await fleet.discover()).toMatchObject([{ ok: true }, { ok: true }]);
    const publish = async (topic: string, payload: string) => {
      const client = await connectAsync(`mqtt://127.0.0.1:${port}`);
      await client.publishAsync(topic, payload, { qos: 1 });
      await client.endAsync();
    };
    const heard = firstValueFrom(fleet.readings);
    await publish('tele/b/SENSOR', '{"ENERGY":{"Power":6}}');
    expect(await heard).toMatchObject({ assetId: 'two', values: { acPowerW: 6 } });

    const gone = firstValueFrom(fleet.status.pipe(where(({ state }) => state === 'offline')));
    await first.close();
    open.splice(open.indexOf(first), 1);
    expect(await gone).toMatchObject({ code: 'MQTT_UNREACHABLE' });
    await startMosquitto(port, settings);
    await firstValueFrom(fleet.status.pipe(where(({ assetId, state }) => assetId === 'one' && state === 'silent')));
    await firstValueFrom(fleet.status.pipe(where(({ assetId, state }) => assetId === 'two' && state === 'silent')));
    const again = firstValueFrom(fleet.readings);
    await publish('tele/a/SENSOR', '{"ENERGY":{"Power":9}}');
    expect(await again).toMatchObject({ assetId: 'one', values: { acPowerW: 9 } });
    expect(statuses.at(-1)).toEqual(['one', 'online', undefined, undefined]);
  });

  it('needs the credentials, and keeps them out of what it tells', async () => {
    const port = await freePort();
    await startMosquitto(port, ['allow_anonymous false']);
    const credentials = { [`mqtt://127.0.0.1:${port}`]: { username: 'plant', password: 'hunter2' } };
    const { fleet } = fleetOf({ one: `mqtt://127.0.0.1:${port}/a` }, { credentials });
    const [found] = await fleet.discover();
    expect(found).toMatchObject({
      ok: false,
      code: 'MQTT_UNREACHABLE',
      reason: expect.stringMatching(/not authorized/i),
    });
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});
