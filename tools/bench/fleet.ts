import { createVirtualClock } from '@usina/core/time';
import { createFleet } from '@usina/devices';
import { startSimulator } from '@usina/devices/simulator';
import { sunspec } from '@usina/devices/sunspec';
import modbusSerial from 'modbus-serial';
import type { BenchRow } from '../bench.ts';
import { median } from '../median.ts';

const bench = 'fleet';
const rounds = 5;
const inverters = 22;
const stepMs = 900_000;
const startMs = Date.UTC(2026, 0, 1);
/** Model 103 with its header: where the simulator has it. */
const address = 40_070;
const count = 52;

/**
 * Polls of 22 simulated inverters in lock-step, each decoded into a flagged reading, beside bare `modbus-serial` clients
 * that fetch the same registers and decode nothing. Arguments: stamps a round, then the share of silent answers in a
 * replay of 3,264 stamps with a timeout of 30 ms (0.042 is what the Kaggle plant has).
 */
export default async function fleetBench(args: string[], print: (row: BenchRow) => void): Promise<void> {
  const stamps = Number(args[0] ?? 200);
  const silentShare = Number(args[1] ?? 0.042);
  const speeds = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    for (const who of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
      const seconds = await (who === 'ours' ? replay(stamps, 0) : bareReads(stamps));
      if (round > 0) speeds[who].push((stamps * inverters) / seconds);
    }
  }
  const ours = median(speeds.ours);
  const peer = median(speeds.peer);
  const ratio = Math.round((ours / peer) * 100) / 100;
  const counts = { ours: Math.round(ours), peer: Math.round(peer) };
  print({
    bench,
    metric: 'readings',
    ...counts,
    peerName: 'modbus-serial',
    ratio,
    unit: 'readings/s',
    inverters,
    stamps,
  });
  const seconds = await replay(3_264, silentShare);
  print({
    bench,
    metric: 'replay of 34 days',
    ours: Math.round(seconds * 10) / 10,
    unit: 's',
    silentShare,
    target: '< 60',
  });
}

/** Plants fall silent as a whole, as they do where the logger fails. */
function valuesOf(silentShare: number) {
  const every = silentShare > 0 ? Math.round(1 / silentShare) : Number.POSITIVE_INFINITY;
  return (atMs: number) => {
    const stamp = (atMs - startMs) / stepMs;
    return stamp % every === every - 1
      ? undefined
      : { acPowerW: 1_000 + stamp, dcPowerW: 1_030 + stamp, energyWh: 7e9 + stamp };
  };
}

async function startPlant(silentShare: number) {
  const clock = createVirtualClock({ startMs });
  const simulator = await startSimulator({
    clock,
    devices: Array.from({ length: inverters }, (_, i) => ({
      kind: 'sunspec-inverter' as const,
      assetId: `inverter-${i}`,
      data: valuesOf(silentShare),
      largest: { acPowerW: 1_411_000, dcPowerW: 15e6, energyWh: 7.85e9 },
    })),
  });
  return { clock, simulator };
}

async function replay(stamps: number, silentShare: number): Promise<number> {
  const { clock, simulator } = await startPlant(silentShare);
  const assets = [...simulator.endpoints].map(([id, url]) => ({
    id,
    siteId: 's',
    connection: { driver: 'sunspec', url },
  }));
  const portfolio = { sites: [{ id: 's', timeZone: 'UTC' }], assets };
  const fleet = createFleet({ portfolio, drivers: [sunspec], clock, timeoutMs: silentShare > 0 ? 30 : 3_000 });
  await fleet.discover();
  const startedMs = performance.now();
  for (let i = 0; i < stamps; i++) {
    await clock.advanceTo(startMs + i * stepMs);
    await fleet.poll();
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  await fleet.close();
  await simulator.close();
  return seconds;
}

async function bareReads(stamps: number): Promise<number> {
  const { clock, simulator } = await startPlant(0);
  const clients = await Promise.all(
    [...simulator.endpoints.values()].map(async (url) => {
      const client = new modbusSerial.default();
      await client.connectTCP('127.0.0.1', { port: Number(new URL(url).port) });
      client.setTimeout(3_000);
      return client;
    }),
  );
  const startedMs = performance.now();
  for (let i = 0; i < stamps; i++) {
    await clock.advanceTo(startMs + i * stepMs);
    await Promise.all(clients.map((client) => client.readHoldingRegisters(address, count)));
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  for (const client of clients) await new Promise<void>((resolve) => client.close(resolve));
  await simulator.close();
  return seconds;
}
