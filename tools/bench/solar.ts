import { sunPosition, sunRiseSetTransit } from '@usina/forecast/solar';
import { getSpa, SPA_ZA } from 'nrel-spa';
import type { Bench } from '../bench.ts';
import { median } from '../median.ts';

const length = 105_120;
const stepMs = 300_000;
const startMs = Date.UTC(2026, 0, 1);
const place = { latitudeDeg: -27.6, longitudeDeg: -48.55 };
const dayMs = 86_400_000;
/** A port of NREL's C code, whose terms stand in its licence: installed to measure beside, neither read nor shipped. */
const peerName = 'nrel-spa';
/** The air and the time scale that the peer takes by itself. */
const peerAir = { pressurePa: 101_300, airTemperatureC: 15, deltaTS: 67 };

/** Sets of as many instants: a year of 5-minute steps, the same shuffled, and spread over 200 and 2,000 years. */
const sets: readonly { metric: string; targetS: number; atMs: Float64Array }[] = [
  { metric: 'year of 5 min in order', targetS: 0.1, atMs: instants((i) => i * stepMs) },
  { metric: 'year of 5 min shuffled', targetS: 0.35, atMs: instants((i) => ((i * 7_919) % length) * stepMs) },
  {
    metric: 'scattered over 200 years',
    targetS: 0.35,
    atMs: instants((i) => Math.floor(spread(i) * 73_050 * 86_400) * 1_000),
  },
  {
    metric: 'scattered over 2,000 years',
    targetS: 0.35,
    atMs: instants((i) => Math.floor(spread(i) * 730_500 * 86_400) * 1_000),
  },
];

function instants(afterMs: (i: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, i) => startMs + afterMs(i));
}

/** Evenly spread between 0 and 1 and in no order. */
function spread(i: number): number {
  return (i * 0.618_033_988_749_895) % 1;
}

/** CPU seconds of the sun's position: ours in one call a set, the peer over the same instants in a loop, in turns. */
const solarBench: Bench = async ([rounds = '5'], print) => {
  for (const { metric, targetS, atMs } of sets) {
    const figures = beside(Number(rounds), {
      ours: () => sunPosition({ ...place, atMs }),
      peer: () => peerZenithDeg(atMs),
    });
    const passed = figures.ours <= targetS;
    print({ ...figures, metric, instants: length, targetS, passed, furthestApartDeg: furthestApartDeg(atMs) });
  }
  const atMs = Float64Array.from({ length: 365 }, (_, i) => startMs + i * dayMs);
  const figures = beside(Number(rounds), {
    ours: () => sunRiseSetTransit({ ...place, atMs, timeZone: 'America/Sao_Paulo' }),
    peer: () => atMs.map((at) => getSpa(new Date(at), place.latitudeDeg, place.longitudeDeg, -3).sunrise),
  });
  print({ ...figures, metric: 'rise, set and transit of a year of local days' });
};
export default solarBench;

/** Medians of both, run in turns after a round to warm up. */
function beside(rounds: number, run: { ours: () => unknown; peer: () => unknown }) {
  const [ours, peers]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const [mine, theirs] = [cpuSeconds(run.ours), cpuSeconds(run.peer)];
    if (round > 0) ours.push(mine);
    if (round > 0) peers.push(theirs);
  }
  const [oursS, peerS] = [median(ours), median(peers)];
  const ratio = Number((peerS / oursS).toFixed(2));
  return { bench: 'solar', ours: oursS, peer: peerS, peerName, ratio, unit: 'CPU s' };
}

function cpuSeconds(run: () => unknown): number {
  globalThis.gc?.();
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 10) / 1e5;
}

function peerZenithDeg(atMs: Float64Array): Float64Array {
  const options = { function: SPA_ZA };
  return atMs.map((at) => getSpa(new Date(at), place.latitudeDeg, place.longitudeDeg, 0, options).zenith);
}

/**
 * Largest difference of the apparent zenith, in the same air. It grows far from 2000, because the peer adds in the
 * polynomials of its nutation where it should multiply.
 */
function furthestApartDeg(atMs: Float64Array): number {
  const theirs = peerZenithDeg(atMs);
  const ours = sunPosition({ ...place, ...peerAir, atMs }).apparentZenithDeg;
  return ours.reduce((most, zenith, i) => Math.max(most, Math.abs(zenith - theirs[i]!)), 0);
}
