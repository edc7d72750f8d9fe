import { createSeries } from '@usina/core/series';
import {
  haurwitz,
  maxPowerPoint,
  type PvSystemOptions,
  perez,
  pvSystem,
  simulate,
  sunPosition,
} from '@usina/forecast/solar';
import type { BenchRow } from '../bench.ts';
import { median } from '../median.ts';

const bench = 'chain';
const stepMs = 300_000;
const place = { latitudeDeg: -27.6, longitudeDeg: -48.55, altitudeM: 12 };
const roof: PvSystemOptions = {
  ...place,
  arrays: [{ dcCapacityW: 6_600, tiltDeg: 20, azimuthDeg: 0 }],
  inverter: { acCapacityW: 6_000 },
  transposition: perez,
};

/**
 * The whole chain over a year of 5-minute steps, a fixed roof under Perez's sky. Argument: rounds.
 *
 * There is no other such chain in JavaScript: `pvlibApart` is what pvlib 0.15.2 took elsewhere, not in this run.
 */
export default async function chainBench(args: string[], print: (row: BenchRow) => void): Promise<void> {
  const rounds = Number(args[0] ?? 7);
  const startMs = Date.UTC(2026, 0, 1);
  const length = (365 * 86_400_000) / stepMs;
  const atMs = Float64Array.from({ length }, (_, i) => startMs + (i + 0.5) * stepMs);
  const { apparentZenithDeg } = sunPosition({ ...place, atMs });
  const columns = { ghiWm2: haurwitz({ apparentZenithDeg }), airTemperatureC: new Float64Array(length).fill(22) };
  const series = createSeries({ startMs, stepMs, columns });
  const system = pvSystem(roof);
  const seconds: number[] = [];
  const cpuSeconds: number[] = [];
  const grown: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    globalThis.gc?.();
    const before = process.memoryUsage();
    const cpu = process.cpuUsage();
    const startedMs = performance.now();
    simulate(system, { label: 'start', series });
    const tookS = (performance.now() - startedMs) / 1_000;
    const { user, system: kernel } = process.cpuUsage(cpu);
    globalThis.gc?.();
    const after = process.memoryUsage();
    if (round === 0) continue;
    seconds.push(tookS);
    cpuSeconds.push((user + kernel) / 1e6);
    grown.push(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers);
  }
  const target = '<= 0.3';
  print({
    bench,
    metric: 'whole chain',
    ours: Math.round(median(seconds) * 1e4) / 1e4,
    unit: 's',
    steps: length,
    target,
  });
  print({
    bench,
    metric: 'whole chain, CPU',
    ours: Math.round(median(cpuSeconds) * 1e4) / 1e4,
    unit: 's',
    steps: length,
    pvlibApart: 0.82,
  });
  print({ bench, metric: 'memory kept after a run', ours: Math.round(median(grown) / 1_024), unit: 'KiB' });
  const solves = 1_000;
  const circuit = {
    photocurrentA: Float64Array.from({ length: solves }, (_, i) => (9 * (i + 1)) / solves),
    saturationCurrentA: 5e-10,
    resistanceSeriesOhm: 0.3,
    resistanceShuntOhm: Float64Array.from({ length: solves }, (_, i) => (400 * solves) / (i + 1)),
    nNsVthV: 1.9,
  };
  const solving: number[] = [];
  for (let round = 0; round < 20 * rounds; round++) {
    const startedMs = performance.now();
    maxPowerPoint(circuit);
    if (round >= 5) solving.push(performance.now() - startedMs);
  }
  const goal = { target: '<= 2', solves };
  print({
    bench,
    metric: 'single-diode maximum power points',
    ours: Math.round(median(solving) * 1e3) / 1e3,
    unit: 'ms',
    ...goal,
  });
}
