import { setImmediate as turn } from 'node:timers/promises';
import type { Reading } from '@usina/core';
import { rollUp, toEnergy, windowed } from '@usina/core/streams';
import {
  bufferTime,
  groupBy,
  map,
  mergeMap,
  type Observable,
  type SchedulerAction,
  type SchedulerLike,
  Subject,
  Subscription,
} from 'rxjs';
import type { BenchRow } from '../bench.ts';
import { median } from '../median.ts';

const minute = 60_000;
const everyMs = 15 * minute;
const latenessMs = 2 * minute;
const points = ['acPowerW', 'energyWh', 'frequencyHz'] as const;
const rounds = 5;
const bench = 'windows';
const peerName = 'rxjs groupBy + bufferTime';

/**
 * Windows of 15 minutes over 10,000 assets that send three points a minute (lateness 2 min), beside RxJS `groupBy` and
 * `bufferTime` with the same figures made from each buffer. The peer's clock is a queue, cheaper than its timers. Argument: assets.
 */
export default async function windows(args: string[], print: (row: BenchRow) => void): Promise<void> {
  const assets = Number(args[0] ?? 10_000);
  const ids = Array.from({ length: assets }, (_, i) => `site-${i % 100}-inverter-${i}`);

  const speeds = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const counted = { ours: 0, peer: 0 };
    for (const who of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
      const { perSecond, values } = throughput(ids, who === 'ours' ? ours : peer);
      counted[who] = values;
      if (round > 0) speeds[who].push(perSecond);
    }
    if (counted.ours !== counted.peer) throw new Error(`Counted ${counted.ours} values, the peer ${counted.peer}.`);
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
    target: 'ratio ≥ 6',
  });

  for (const windows of [1, 2]) {
    for (const width of [1, 3]) {
      const bytes = Array.from({ length: rounds }, () => bytesPerGroup(ids, ours, width, windows));
      const peerBytes = Array.from({ length: rounds }, () => bytesPerGroup(ids, peer, width, windows));
      print({
        bench,
        metric: `memory, points ${width}, open windows ${windows}`,
        ours: rounded(median(bytes)),
        peer: rounded(median(peerBytes)),
        peerName,
        ratio: rounded(median(peerBytes) / median(bytes)),
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

/** A pipeline under test: `clock` is told the time before the readings of each minute. */
interface Pipeline {
  windows: Observable<number>;
  clock(nowMs: number): void;
}

/** Each window as the number of values in it. */
function ours(readings: Observable<Reading>): Pipeline {
  const windows = readings.pipe(
    windowed({ everyMs, latenessMs }),
    map((window) => points.reduce((sum, point) => sum + (window.points[point]?.count ?? 0), 0)),
  );
  return { windows, clock: () => {} };
}

function peer(readings: Observable<Reading>): Pipeline {
  const scheduler = new QueueScheduler();
  const windows = readings.pipe(
    groupBy((reading) => reading.assetId),
    mergeMap((group) => group.pipe(bufferTime(everyMs, scheduler), map(figuresOf))),
    map((figures) => figures.reduce((sum, { count }) => sum + count, 0)),
  );
  return { windows, clock: (nowMs) => scheduler.advance(nowMs) };
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

/** Time as it is told: work is done in the order it was asked for, which is that of its time where all delays are one. */
class QueueScheduler implements SchedulerLike {
  private nowMs = 0;
  private queue: { atMs: number; run: () => void }[] = [];

  now(): number {
    return this.nowMs;
  }

  schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delayMs = 0, state?: T): Subscription {
    const action = Object.assign(new Subscription(), { schedule: () => action }) as SchedulerAction<T>;
    const run = () => !action.closed && work.call(action, state);
    this.queue.push({ atMs: this.nowMs + delayMs, run });
    return action;
  }

  advance(nowMs: number): void {
    this.nowMs = nowMs;
    const due = this.queue.filter(({ atMs }) => atMs <= nowMs);
    if (due.length === 0) return;
    this.queue = this.queue.filter(({ atMs }) => atMs > nowMs);
    for (const { run } of due) run();
  }
}

function readingsOf(ids: readonly string[], atMs: number, width: number): Reading[] {
  return ids.map((assetId, i) => {
    const acPowerW = 1_000 + (i % 7) * 100 + atMs / minute;
    const values = width === 1 ? { acPowerW } : { acPowerW, energyWh: i + atMs / 60, frequencyHz: 60 + (i % 3) / 100 };
    return { assetId, atMs, receivedAtMs: atMs + 500, source: 'bench', values };
  });
}

/** Three windows of each asset; making the readings is not counted. */
function throughput(ids: readonly string[], make: (readings: Observable<Reading>) => Pipeline) {
  globalThis.gc?.();
  const source = new Subject<Reading>();
  const { windows, clock } = make(source);
  let values = 0;
  windows.subscribe((count) => {
    values += count;
  });
  let spentMs = 0;
  const minutes = 45;
  for (let m = 0; m < minutes; m++) {
    const readings = readingsOf(ids, m * minute, points.length);
    const start = performance.now();
    clock(m * minute);
    for (const reading of readings) source.next(reading);
    spentMs += performance.now() - start;
  }
  const start = performance.now();
  source.complete();
  spentMs += performance.now() - start;
  return { perSecond: (minutes * ids.length * 1_000) / spentMs, values };
}

/** Heap and array buffers that the pipeline holds, by group, 11 minutes into a window or 2 minutes into the next. */
function bytesPerGroup(
  ids: readonly string[],
  make: (readings: Observable<Reading>) => Pipeline,
  width: number,
  windows: number,
): number {
  const before = bytesInUse();
  const source = new Subject<Reading>();
  const pipeline = make(source);
  const subscription = pipeline.windows.subscribe();
  for (let m = 0; m <= (windows === 1 ? 10 : 16); m++) {
    for (const reading of readingsOf(ids, m * minute, width)) source.next(reading);
  }
  const bytes = (bytesInUse() - before) / ids.length;
  subscription.unsubscribe();
  return bytes;
}

function bytesInUse(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Longest turn of the event loop while readings arrive in pieces and every asset's windows close, through to the portfolio. */
async function longestTurnMs(ids: readonly string[]): Promise<number> {
  const source = new Subject<Reading>();
  const assets = ids.map((id, i) => ({ id, siteId: `site-${i % 100}`, kind: 'inverter' }));
  const sites = Array.from({ length: 100 }, (_, i) => ({ id: `site-${i}` }));
  let portfolios = 0;
  const subscription = source
    .pipe(windowed({ everyMs, latenessMs }), toEnergy(), rollUp({ portfolioId: 'bench', sites, assets }))
    .subscribe(({ scope, coverage }) => {
      if (scope.kind === 'portfolio' && coverage > 0.9) portfolios++;
    });
  let longest = 0;
  for (let m = 0; m < 50; m++) {
    const readings = readingsOf(ids, m * minute, points.length);
    await turn();
    for (let first = 0; first < readings.length; first += 1_000) {
      const start = performance.now();
      for (const reading of readings.slice(first, first + 1_000)) source.next(reading);
      await turn();
      longest = Math.max(longest, performance.now() - start);
    }
  }
  subscription.unsubscribe();
  if (portfolios !== 3) throw new Error(`Read ${portfolios} portfolio totals, expected 3.`);
  return longest;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
