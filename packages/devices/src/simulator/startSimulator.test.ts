import { createSeries } from '@usina/core/series';
import { createVirtualClock } from '@usina/core/time';
import { afterEach, describe, expect, it } from 'vitest';
import { createFleet } from '../fleet/createFleet.ts';
import type { FleetPortfolio } from '../fleet/FleetPortfolio.ts';
import { simulatedMeter } from '../mqtt/simulatedMeter.ts';
import { sunspec } from '../sunspec/sunspec.ts';
import { type StartSimulatorOptions, startSimulator } from './startSimulator.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const startMs = Date.UTC(2026, 9, 1);
const stepMs = 900_000;

async function start(options: StartSimulatorOptions) {
  const clock = createVirtualClock({ startMs });
  const simulator = await startSimulator({ clock, ...options });
  open.push(simulator);
  const portfolio: FleetPortfolio = {
    sites: [{ id: 's', timeZone: 'America/Sao_Paulo' }],
    assets: [...simulator.endpoints].map(([id, url]) => ({
      id,
      siteId: 's',
      connection: { driver: url.startsWith('mqtt') ? 'simulated-meter' : 'sunspec', url },
    })),
  };
  const fleet = createFleet({ portfolio, drivers: [sunspec, simulatedMeter], clock, timeoutMs: 100 });
  open.push(fleet);
  return { clock, simulator, fleet };
}

describe('the simulator', () => {
  it('serves a series at the instant of the clock and is silent where it has no data', async () => {
    const columns = {
      acPowerW: [1_000, Number.NaN, 3_000],
      energyWh: [7_846_821_000, Number.NaN, 7_846_822_000],
      cabinetTemperatureC: [41.2, Number.NaN, Number.NaN],
    };
    const { clock, fleet } = await start({
      devices: [
        { kind: 'sunspec-inverter', assetId: 'a', data: createSeries({ startMs, stepMs, columns }) },
        { kind: 'sunspec-inverter', assetId: 'b', data: () => ({ acPowerW: 5 }), largest: { acPowerW: 9 }, phases: 1 },
      ],
    });
    expect(await fleet.discover()).toMatchObject([
      {
        ok: true,
        maker: 'Usina',
        model: 'SIM-103',
        serial: 'a',
        models: [{ id: 1 }, { id: 103, name: 'inverter_three_phase' }],
      },
      { ok: true, model: 'SIM-101', serial: 'b', models: [{ id: 1 }, { id: 101 }] },
    ]);
    const seen = [];
    for (let i = 0; i < 3; i++) {
      await clock.advanceTo(startMs + i * stepMs);
      seen.push((await fleet.poll()).map(({ values }) => values));
    }
    expect(seen).toEqual([
      [{ acPowerW: 1_000, energyWh: 7_846_821_000, cabinetTemperatureC: 41.2 }, { acPowerW: 5 }],
      [{}, { acPowerW: 5 }],
      [{ acPowerW: 3_000, energyWh: 7_846_822_000 }, { acPowerW: 5 }],
    ]);
  });

  it('has a gateway say at once that a device is silent, and reads it at the very stamp at which it speaks again', async () => {
    const acPowerW = [1_000, ...new Array<number>(200).fill(Number.NaN), 3_000];
    const { clock, fleet } = await start({
      devices: [
        {
          kind: 'sunspec-inverter',
          assetId: 'a',
          data: createSeries({ startMs, stepMs, columns: { acPowerW } }),
          silence: 'gateway',
        },
      ],
    });
    const states: (string | undefined)[][] = [];
    fleet.status.subscribe(({ state, code }) => states.push([state, code]));
    const read = [];
    for (let i = 0; i < acPowerW.length; i++) {
      await clock.advanceTo(startMs + i * stepMs);
      read.push((await fleet.poll())[0]!.values.acPowerW);
    }
    expect(read).toEqual(acPowerW.map((watts) => (Number.isNaN(watts) ? undefined : watts)));
    expect(states).toEqual([
      ['online', undefined],
      ['silent', 'MODBUS_EXCEPTION'],
      ['online', undefined],
    ]);
  });

  it('publishes meters and a battery when it is told to', async () => {
    const { clock, simulator, fleet } = await start({
      meters: [
        { assetId: 'grid', data: createSeries({ startMs, stepMs, columns: { acPowerW: [-250, Number.NaN] } }) },
        { assetId: 'battery', data: () => ({ acPowerW: 100, stateOfChargePercent: 55 }) },
      ],
    });
    await fleet.discover();
    await simulator.tick();
    expect(await fleet.poll()).toMatchObject([
      { assetId: 'grid', atMs: startMs, source: 'simulated-meter', values: { acPowerW: -250 } },
      { assetId: 'battery', atMs: startMs, values: { acPowerW: 100, stateOfChargePercent: 55 } },
    ]);
    await clock.advanceTo(startMs + stepMs);
    await simulator.tick();
    expect((await fleet.poll()).map(({ assetId, atMs }) => [assetId, atMs])).toEqual([['battery', startMs + stepMs]]);
    expect(await fleet.poll()).toEqual([]);
  });

  it('publishes by itself on its clock', async () => {
    const { clock, fleet } = await start({
      meters: [{ assetId: 'grid', data: (atMs) => ({ acPowerW: (atMs - startMs) / 1_000 }) }],
      publishEveryMs: 1_000,
    });
    await fleet.discover();
    await clock.advanceTo(startMs + 1_000);
    await expect.poll(async () => (await fleet.poll())[0]?.values).toEqual({ acPowerW: 1 });
  });

  it('refuses one name for two devices and a function without its largest values', async () => {
    const device = { kind: 'sunspec-inverter', assetId: 'a', data: () => undefined } as const;
    await expect(startSimulator({ devices: [device] })).rejects.toMatchObject({ code: 'SIMULATOR_INVALID' });
    const meter = { assetId: 'a', data: () => undefined };
    await expect(startSimulator({ meters: [meter, meter] })).rejects.toMatchObject({ context: { assetId: 'a' } });
  });

  it('leaves nothing open when one port is in use', async () => {
    const first = await startSimulator({ meters: [{ assetId: 'm', data: () => undefined }] });
    open.push(first);
    const taken = Number(new URL(first.endpoints.get('m')!).port);
    const device = { kind: 'sunspec-inverter', assetId: 'a', data: () => undefined, largest: {} } as const;
    const free = await startSimulator({ devices: [device] });
    const port = Number(/:(\d+)\//.exec(free.endpoints.get('a')!)![1]);
    await free.close();
    const clash = {
      devices: [{ ...device, port }],
      meters: [{ assetId: 'm', data: () => undefined }],
      brokerPort: taken,
    };
    await expect(startSimulator(clash)).rejects.toMatchObject({
      code: 'SIMULATOR_PORT_IN_USE',
      context: { port: taken },
    });
    open.push(await startSimulator({ devices: [{ ...device, port }] }));
  });
});
