import { sunPosition, sunRiseSetTransit } from '@usina/forecast/solar';
import type { Bench } from '../bench.ts';
import { median } from '../median.ts';

const length = 105_120;
const stepMs = 300_000;
const startMs = Date.UTC(2026, 0, 1);
const place = { latitudeDeg: -27.6, longitudeDeg: -48.55 };
const dayMs = 86_400_000;
/** Not on npm's list of what this repository installs: `npm install --no-save nrel-spa` to compare. */
const peerName = 'nrel-spa';
type PeerSpa = (date: Date, latitude: number, longitude: number, zone: number) => { zenith: number };

/** Sets of as many instants: a year of 5-minute steps, the same shuffled, and spread over 200 and 2,000 years. */
const sets: readonly { metric: string; targetS: number; atMs: Float64Array }[] = [
  { metric: 'year of 5 min in order', targetS: 0.1, atMs: instants((i) => i * stepMs) },
  { metric: 'year of 5 min shuffled', targetS: 0.35, atMs: instants((i) => ((i * 7_919) % length) * stepMs) },
  { metric: 'scattered over 200 years', targetS: 0.35, atMs: instants((i) => spread(i) * 73_050 * dayMs) },
  { metric: 'scattered over 2,000 years', targetS: 0.35, atMs: instants((i) => spread(i) * 730_500 * dayMs) },
];

function instants(afterMs: (i: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, i) => startMs + afterMs(i));
}

/** Evenly spread between 0 and 1 and in no order. */
function spread(i: number): number {
  return (i * 0.618_033_988_749_895) % 1;
}

/** CPU seconds of the sun's position, one call a set; where the peer is installed beside it, the same instants in a loop. */
const solarBench: Bench = async ([rounds = '5'], print) => {
  const peer = await loadPeer();
  for (const { metric, targetS, atMs } of sets) {
    const ours: number[] = [];
    const peers: number[] = [];
    for (let round = 0; round <= Number(rounds); round++) {
      const mine = cpuSeconds(() => sunPosition({ ...place, atMs }));
      const theirs = peer && cpuSeconds(() => runPeer(peer, atMs));
      if (round === 0) continue;
      ours.push(mine);
      if (theirs !== undefined) peers.push(theirs);
    }
    const oursS = median(ours);
    const beside = peer
      ? { peer: median(peers), peerName, ratio: Number((median(peers) / oursS).toFixed(2)) }
      : { peerName: `${peerName} is not installed` };
    const passed = oursS <= targetS;
    print({ bench: 'solar', metric, ours: oursS, ...beside, unit: 'CPU s', instants: length, targetS, passed });
  }
  const atMs = Float64Array.from({ length: 365 }, (_, i) => startMs + i * dayMs);
  const local = { ...place, atMs, timeZone: 'America/Sao_Paulo' };
  const seconds = Array.from({ length: 6 }, () => cpuSeconds(() => sunRiseSetTransit(local))).slice(1);
  print({
    bench: 'solar',
    metric: 'rise, set and transit of a year of local days',
    ours: median(seconds),
    unit: 'CPU s',
  });
};
export default solarBench;

function cpuSeconds(run: () => unknown): number {
  globalThis.gc?.();
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 10) / 1e5;
}

async function loadPeer(): Promise<PeerSpa | undefined> {
  const module: string = peerName;
  try {
    return ((await import(module)) as { getSpa: PeerSpa }).getSpa;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function runPeer(getSpa: PeerSpa, atMs: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < atMs.length; i++)
    sum += getSpa(new Date(atMs[i]!), place.latitudeDeg, place.longitudeDeg, 0).zenith;
  return sum;
}
