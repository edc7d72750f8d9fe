import { setImmediate as turn } from 'node:timers/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import type { Reading } from '@usina/core';
import { rollUp, toEnergy, windowed } from '@usina/core/streams';
import { bufferTime, groupBy, map, mergeMap, Observable, type Subscriber, type Subscription } from 'rxjs';
import type { BenchRow } from '../bench.ts';
import { median } from '../median.ts';
import { ToldTimers } from './windows/ToldTimers.ts';

const minute = 60_000;
const startMs = Date.UTC(2026, 0, 5);
const everyMs = 15 * minute;
const latenessMs = 2 * minute;
const points = ['acPowerW', 'energyWh', 'frequencyHz'] as const;
const rounds = 5;
const bench = 'windows';
/** What the compiler holds is no state of a group: about 250 kB, however many groups there are. */
const codeSpaces = new Set(['code_space', 'code_large_object_space', 'trusted_space', 'trusted_large_object_space']);
const peerName = 'rxjs groupBy + bufferTime';

/**
 * Windows of 15 minutes over 10,000 assets that send three points a minute (lateness 2 min), beside RxJS `groupBy` and
 * `bufferTime` with the same figures made from each buffer. Argument: number of assets.
 */
export default async function windows(args: string[], print: (row: BenchRow) => void): Promise<void> {
  const assets = Number(args[0] ?? 10_000);
  const ids = Array.from({ length: assets }, (_, i) => `site-${i % 100}-inverter-${i}`);

  const speeds = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    for (const who of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
      const runs = throughput(ids, who === 'ours' ? ours : peer);
      // the first round is for the compiler
      if (round > 0) speeds[who].push(...runs);
    }
  }
  const speed = { ours: median(speeds.ours), peer: median(speeds.peer) };
  print({
    bench,
    metric: 'throughput',
    ours: Math.round(speed.ours),
    peer: Math.round(speed.peer),
    peerName,
    ratio: rounded(speed.ours / speed.peer),
    unit: 'readings/s',
    pointsPerS: Math.round(speed.ours * points.length),
    assets,
    runs: speeds.ours.length,
    target: 'ratio ≥ 6',
  });

  for (const windows of [1, 2]) {
    for (const width of [1, 3]) {
      const measured = { ours: [] as number[], peer: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        measured.ours.push(await bytesPerGroup(ids, ours, width, windows));
        measured.peer.push(await bytesPerGroup(ids, peer, width, windows));
      }
      const bytes = median(measured.ours);
      const peerBytes = median(measured.peer);
      print({
        bench,
        metric: `memory, points ${width}, open windows ${windows}`,
        ours: rounded(bytes),
        peer: rounded(peerBytes),
        peerName,
        ratio: rounded(peerBytes / bytes),
        unit: 'bytes/group',
        readingsInFlight: latenessMs / minute + 1,
        ...(width === 1 && windows === 1 ? { target: '≤ 200' } : {}),
      });
    }
  }

  const lags: number[] = [];
  for (let round = 0; round < rounds; round++) lags.push(await longestTurnMs(ids));
  print({ bench, metric: 'event-loop lag', ours: rounded(median(lags)), unit: 'ms', assets, target: '< 20' });
}

/** A pipeline under test, subscribed to: sends readings, is told the time before those of each minute. */
interface Pipeline {
  send: Subscriber<Reading>;
  clock(nowMs: number): void;
  /** Values in the windows that came out. */
  counted(): number;
  close(): void;
}

function ours(): Pipeline {
  return pipeline(
    (readings) =>
      readings.pipe(
        windowed({ everyMs, latenessMs }),
        map(({ points: figures }) => points.reduce((sum, point) => sum + (figures[point]?.count ?? 0), 0)),
      ),
    () => {},
    () => {},
  );
}

function peer(): Pipeline {
  const timers = new ToldTimers(startMs);
  timers.install();
  return pipeline(
    (readings) =>
      readings.pipe(
        groupBy((reading) => reading.assetId),
        mergeMap((group) => group.pipe(bufferTime(everyMs), map(figuresOf))),
        map((figures) => figures.reduce((sum, { count }) => sum + count, 0)),
      ),
    (nowMs) => timers.advance(nowMs),
    () => timers.remove(),
  );
}

/** Readings go straight to the subscriber: what a Subject costs is no part of the comparison. */
function pipeline(
  windowsOf: (readings: Observable<Reading>) => Observable<number>,
  clock: (nowMs: number) => void,
  release: () => void,
): Pipeline {
  let send: Subscriber<Reading> | undefined;
  let total = 0;
  const readings = new Observable<Reading>((subscriber) => {
    send = subscriber;
  });
  const subscription: Subscription = windowsOf(readings).subscribe((count) => {
    total += count;
  });
  const close = () => {
    subscription.unsubscribe();
    release();
  };
  return { send: send!, clock, counted: () => total, close };
}

function figuresOf(readings: readonly Reading[]) {
  return points.map((point) => {
    const figures = {
      point,
      count: 0,
      min: Infinity,
      max: -Infinity,
      first: NaN,
      last: NaN,
      lastAtMs: NaN,
      integral: 0,
    };
    for (const { atMs, values } of readings) {
      const value = values[point];
      if (value === undefined) continue;
      if (figures.count++ === 0) figures.first = value;
      else figures.integral += ((figures.last + value) / 2) * (atMs - figures.lastAtMs);
      if (value < figures.min) figures.min = value;
      if (value > figures.max) figures.max = value;
      figures.last = value;
      figures.lastAtMs = atMs;
    }
    return figures;
  });
}

/** As a fleet delivers them: real times, numbers with a fraction. */
function readingsOf(ids: readonly string[], m: number, width: number): Reading[] {
  const atMs = startMs + m * minute;
  return ids.map((assetId, i) => {
    const acPowerW = 1_000.5 + (i % 7) * 100 + m;
    const energyWh = 5_000_000.25 + i + m * 16.5;
    const values = width === 1 ? { acPowerW } : { acPowerW, energyWh, frequencyHz: 60 + (i % 3) / 100 };
    return { assetId, atMs, receivedAtMs: atMs + 500, source: 'bench', values };
  });
}

/** Readings a second in each of four windows, after two to settle in; making the readings is not counted. */
function throughput(ids: readonly string[], make: () => Pipeline): number[] {
  globalThis.gc?.();
  const { send, clock, counted, close } = make();
  const speeds: number[] = [];
  let spentMs = 0;
  const perWindow = everyMs / minute;
  // windows of ours come out 3 minutes after their end: one turn-over of all windows in each stretch
  const settled = 2 * perWindow + 5;
  for (let m = 0; m < settled + 4 * perWindow; m++) {
    const readings = readingsOf(ids, m, points.length);
    if (m >= settled && (m - settled) % perWindow === 0) spentMs = 0;
    const start = performance.now();
    clock(startMs + m * minute);
    for (const reading of readings) send.next(reading);
    spentMs += performance.now() - start;
    if (m >= settled && (m - settled) % perWindow === perWindow - 1) {
      speeds.push((perWindow * ids.length * 1_000) / spentMs);
    }
  }
  const expected = 6 * perWindow * ids.length * points.length;
  if (counted() !== expected) throw new Error(`Counted ${counted()} values in windows, expected ${expected}.`);
  close();
  return speeds;
}

/** Heap and array buffers that the pipeline holds, by group, 10 minutes into a window or 1 minute into the next. */
async function bytesPerGroup(
  ids: readonly string[],
  make: () => Pipeline,
  width: number,
  windows: number,
): Promise<number> {
  const before = await bytesInUse();
  const { send, close } = make();
  for (let m = 0; m <= (windows === 1 ? 10 : 16); m++) {
    for (const reading of readingsOf(ids, m, width)) send.next(reading);
  }
  const bytes = ((await bytesInUse()) - before) / ids.length;
  close();
  return bytes;
}

async function bytesInUse(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    // buffers are given back beside the program
    await turn();
  }
  const heap = getHeapSpaceStatistics().filter(({ space_name }) => !codeSpaces.has(space_name));
  return heap.reduce((sum, space) => sum + space.space_used_size, process.memoryUsage().external);
}

/** Longest turn of the event loop while readings arrive 1,000 a turn and every window closes, through to the portfolio. */
async function longestTurnMs(ids: readonly string[]): Promise<number> {
  const assets = ids.map((id, i) => ({ id, siteId: `site-${i % 100}`, kind: 'inverter' }));
  const sites = Array.from({ length: 100 }, (_, i) => ({ id: `site-${i}` }));
  let portfolios = 0;
  const { send, close } = pipeline(
    (readings) =>
      readings.pipe(
        windowed({ everyMs, latenessMs }),
        toEnergy(),
        rollUp({ portfolioId: 'bench', sites, assets }),
        map(({ scope, coverage }) => {
          if (scope.kind === 'portfolio' && coverage === 1) portfolios++;
          return portfolios;
        }),
      ),
    () => {},
    () => {},
  );
  let longest = 0;
  for (let m = 0; m < 50; m++) {
    const readings = readingsOf(ids, m, points.length);
    await turn();
    for (let first = 0; first < readings.length; first += 1_000) {
      const start = performance.now();
      for (const reading of readings.slice(first, first + 1_000)) send.next(reading);
      await turn();
      longest = Math.max(longest, performance.now() - start);
    }
  }
  close();
  if (portfolios !== 3) throw new Error(`Read ${portfolios} portfolio totals, expected 3.`);
  return longest;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
