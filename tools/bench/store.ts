import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '@usina/core';
import { openSqliteStore } from '@usina/core/sqlite';
import type { TelemetryStore } from '@usina/core/store';
import type { BenchRow } from '../bench.ts';
import { median } from '../median.ts';
import { openRowPerValue } from './store/rowPerValue.ts';

const rounds = 5;
/** Larger than what appends share, so that a transaction of ours has as many readings as one of the peer. */
const batch = 4_000;
const inFlight = 4;
const pollMs = 5_000;
const startMs = Date.UTC(2026, 9, 1);
const points = ['acPowerW', 'energyWh', 'frequencyHz'] as const;
const peerName = 'node:sqlite, a row a value, same batch and durability';

interface Measured {
  appendPerS: number;
  bytesPerReading: number;
  rangePerS: number;
  latestPerS: number;
  latestAgainPerS: number;
  latestSinglePerS: number;
}

/**
 * Durable appends of readings with three points as registers deliver them (whole W and Wh, Hz with two decimals), then
 * size, ranges and latest values, beside a plain table. Arguments: [readings a run] [assets] [readings of the long run].
 */
export default async function store(args: string[], print: (row: BenchRow) => void): Promise<void> {
  const [readings = 200_000, assets = 200, long = 1_000_000] = args.map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'usina-bench-store-'));
  try {
    const runs = { ours: [] as Measured[], peer: [] as Measured[] };
    for (let round = 0; round <= rounds; round += 1) {
      for (const who of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
        const file = join(folder, `${who}-${round}.db`);
        const measured = who === 'ours' ? await ours(file, readings, assets) : peer(file, readings, assets);
        if (round > 0) runs[who].push(measured);
        rmSync(file);
      }
    }
    const compare = (
      key: keyof Measured,
      metric: string,
      unit: string,
      further: (value: number) => object = () => ({}),
    ) => {
      const [a, b] = [median(runs.ours.map((run) => run[key])), median(runs.peer.map((run) => run[key]))];
      const ratio = key === 'bytesPerReading' ? b / a : a / b;
      print({
        bench: 'store',
        metric,
        ours: rounded(a),
        peer: rounded(b),
        peerName,
        ratio: rounded(ratio),
        unit,
        ...further(a),
      });
    };
    const asPoints = (value: number) => ({ pointsPerS: Math.round(value * points.length), batch, readings, assets });
    compare('appendPerS', 'append, durable, with the close', 'readings/s', asPoints);
    compare('bytesPerReading', 'size on disk', 'bytes/reading');
    compare('rangePerS', 'range of an asset', 'readings/s', asPoints);
    compare('latestPerS', 'latest of all assets in one call, first time after opening', 'assets/s');
    compare('latestAgainPerS', 'latest of all assets in one call, again', 'assets/s');
    compare('latestSinglePerS', 'latest, a call an asset', 'assets/s');
    print(await growth(join(folder, 'long.db'), long, assets));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function ours(file: string, readings: number, assets: number): Promise<Measured> {
  const opened = await openSqliteStore({ file, portfolioId: 'bench' });
  const appendMs = await appendAll(opened, 0, readings, assets);
  const closeFrom = performance.now();
  await opened.close();
  const closeMs = performance.now() - closeFrom;
  const bytesPerReading = statSync(file).size / readings;
  const again = await openSqliteStore({ file, portfolioId: 'bench' });
  const rangeFrom = performance.now();
  let count = 0;
  for (let asset = 0; asset < assets; asset += 1)
    count += (await again.range({ assetId: `inverter-${asset}`, startMs, endMs: startMs + 1e12 })).length;
  const rangeMs = performance.now() - rangeFrom;
  if (count !== readings) throw new Error(`read ${count} of ${readings}`);
  const latestFrom = performance.now();
  const assetIds = Array.from({ length: assets }, (_, asset) => `inverter-${asset}`);
  await again.latest({ assetIds });
  const latestMs = performance.now() - latestFrom;
  const againFrom = performance.now();
  const newest = await again.latest({ assetIds });
  const latestAgainMs = performance.now() - againFrom;
  const singleFrom = performance.now();
  await Promise.all(assetIds.map((assetId) => again.latest({ assetId })));
  const latestSingleMs = performance.now() - singleFrom;
  await again.close();
  if (Object.values(newest).some((values) => Object.keys(values).length !== points.length))
    throw new Error('an asset lacks a newest value');
  return {
    appendPerS: perSecond(readings, appendMs + closeMs),
    bytesPerReading,
    rangePerS: perSecond(readings, rangeMs),
    latestPerS: perSecond(assets, latestMs),
    latestAgainPerS: perSecond(assets, latestAgainMs),
    latestSinglePerS: perSecond(assets, latestSingleMs),
  };
}

function peer(file: string, readings: number, assets: number): Measured {
  const opened = openRowPerValue(file);
  let appendMs = 0;
  for (let from = 0; from < readings; from += batch) {
    const list = made(from, batch, assets);
    const begin = performance.now();
    opened.append(list);
    appendMs += performance.now() - begin;
  }
  const closeFrom = performance.now();
  opened.close();
  appendMs += performance.now() - closeFrom;
  const bytesPerReading = statSync(file).size / readings;
  const again = openRowPerValue(file);
  const rangeFrom = performance.now();
  let count = 0;
  for (let asset = 0; asset < assets; asset += 1)
    count += again.range(`inverter-${asset}`, startMs, startMs + 1e12).length;
  const rangeMs = performance.now() - rangeFrom;
  if (count !== readings) throw new Error(`the peer read ${count} of ${readings}`);
  const latestFrom = performance.now();
  for (let asset = 0; asset < assets; asset += 1) again.latest(`inverter-${asset}`);
  const latestMs = performance.now() - latestFrom;
  const againFrom = performance.now();
  for (let asset = 0; asset < assets; asset += 1) again.latest(`inverter-${asset}`);
  const latestAgainMs = performance.now() - againFrom;
  again.close();
  return {
    appendPerS: perSecond(readings, appendMs),
    bytesPerReading,
    rangePerS: perSecond(readings, rangeMs),
    latestPerS: perSecond(assets, latestMs),
    latestAgainPerS: perSecond(assets, latestAgainMs),
    latestSinglePerS: perSecond(assets, latestAgainMs),
  };
}

/** Milliseconds until all is acknowledged, with a few appends in flight; making the readings is not counted. */
async function appendAll(opened: TelemetryStore, from: number, to: number, assets: number): Promise<number> {
  let elapsedMs = 0;
  for (let at = from; at < to; at += batch * inFlight) {
    const lists = Array.from({ length: inFlight }, (_, lane) => at + lane * batch)
      .filter((first) => first < to)
      .map((first) => made(first, batch, assets));
    const begin = performance.now();
    await Promise.all(lists.map((list) => opened.append(list)));
    elapsedMs += performance.now() - begin;
  }
  return elapsedMs;
}

/** The cost of a reading in the last tenth of a long run beside that in the first: 1 is flat. */
async function growth(file: string, readings: number, assets: number): Promise<BenchRow> {
  const opened = await openSqliteStore({ file, portfolioId: 'bench' });
  const tenth = readings / 10;
  const us: number[] = [];
  for (let part = 0; part < 10; part += 1)
    us.push(((await appendAll(opened, part * tenth, (part + 1) * tenth, assets)) / tenth) * 1_000);
  await opened.close();
  const bytesPerReading = rounded(statSync(file).size / readings);
  return {
    bench: 'store',
    metric: 'cost of an append as the store grows, median of the last five tenths over the first five',
    ours: rounded(median(us.slice(5)) / median(us.slice(0, 5))),
    unit: 'ratio',
    readings,
    bytesPerReading,
    microsecondsPerReading: us.map(rounded),
  };
}

/** Readings number `from` on: each asset in turn, every five seconds. */
function made(from: number, count: number, assets: number): Reading<string>[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const round = Math.floor(number / assets);
    const atMs = startMs + round * pollMs;
    const acPowerW = Math.round(20_000 + 9_000 * Math.sin(round / 500 + (number % assets)) + ((number * 7_919) % 400));
    return {
      assetId: `inverter-${number % assets}`,
      atMs,
      receivedAtMs: atMs + 20 + ((number * 31) % 90),
      source: 'sunspec',
      values: {
        acPowerW,
        energyWh: round * 30 + (number % 7),
        frequencyHz: Math.round(6_000 + 8 * Math.sin(round / 9)) / 100,
      },
    };
  });
}

function perSecond(count: number, ms: number): number {
  return (count / ms) * 1_000;
}

function rounded(value: number): number {
  return value > 1_000 ? Math.round(value) : Math.round(value * 100) / 100;
}
