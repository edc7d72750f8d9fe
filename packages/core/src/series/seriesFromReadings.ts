import type { Flag } from '../readings/Flag.ts';
import type { PointDefinition } from '../readings/PointDefinition.ts';
import { type Reading, readingKey } from '../readings/Reading.ts';
import { vocabulary } from '../readings/vocabulary.ts';
import { pointKind } from './columnKind.ts';
import { counterPieces } from './counterPieces.ts';
import { createSeries } from './createSeries.ts';
import { type Gathered, gather } from './gather.ts';
import { type Samples, samplePieces, samplesOf } from './readingPieces.ts';
import type { Column, Series } from './Series.ts';
import { SeriesError } from './SeriesError.ts';

export interface SeriesFromReadingsOptions<P extends string> {
  /** Readings of one asset in any order. Some from before `startMs` let the first interval be covered. */
  readings: Iterable<Reading<string>>;
  /** Points that become columns. */
  points: readonly P[];
  /** Start of the first interval. [epoch ms, UTC] */
  startMs: number;
  /** End of the last interval, a whole number of steps later. [epoch ms, UTC] */
  endMs: number;
  /** Length of an interval. [ms] */
  stepMs: number;
  /** For how long one reading may stand: longer silence is a gap. [ms] */
  maxGapMs: number;
  /** What points are, for those of drivers. @defaultValue the standard vocabulary */
  vocabulary?: Readonly<Record<string, PointDefinition>>;
  /** Flags that take a number out. @defaultValue `unusableFlags` */
  unusable?: readonly Flag[];
  /** What a gauge does between two readings. @defaultValue 'hold' */
  between?: 'hold' | 'linear';
  /** Leaves out what was not known then. [epoch ms, UTC] */
  knownAtMs?: number;
}

/** Flags of numbers that are not believed unless asked for: they stay visible in `quality`, and count as missing. */
export const unusableFlags: readonly Flag[] = Object.freeze<Flag[]>([
  'stale',
  'outOfRange',
  'notImplemented',
  'commError',
  'frozen',
  'unitSuspect',
]);

/**
 * A series from readings at irregular instants. Gauges become means weighted by time, angles means on the circle,
 * states the last that held, counters what they counted during each interval, in their unit. Silence longer than `maxGapMs` is missing; where a
 * counter fell (roll-over, reset, exchange) nothing is invented; what it counted over a long silence is shared out
 * evenly, flagged `estimated` and not covered. Of revisions of a reading the last known counts.
 *
 * Throws `SERIES_ASSETS` for readings of several assets, `SERIES_KIND` for a point that the vocabulary lacks,
 * `SERIES_GRID` when the range is not a whole number of steps.
 *
 * @example
 * const at = (minute: number, acPowerW: number) =>
 *   ({ assetId: 'inv-1', atMs: minute * 60_000, receivedAtMs: minute * 60_000, source: 'sunspec', values: { acPowerW } });
 * const s = seriesFromReadings({
 *   readings: [at(0, 1_000), at(5, 4_000)],
 *   points: ['acPowerW'], startMs: 0, endMs: 900_000, stepMs: 900_000, maxGapMs: 600_000,
 * });
 * s.columns.acPowerW // Float64Array [3000]: five minutes at 1000, ten at 4000
 */
export function seriesFromReadings<const P extends string>(options: SeriesFromReadingsOptions<P>): Series<P> {
  const { startMs, endMs, stepMs, maxGapMs } = options;
  const count = (endMs - startMs) / stepMs;
  if (!Number.isInteger(count) || count < 0) {
    throw new SeriesError(
      'SERIES_GRID',
      `Read a range from ${startMs} to ${endMs}, expected a whole number of steps of ${stepMs} ms.`,
      { context: { startMs, endMs, stepMs } },
    );
  }
  const edgesMs = Float64Array.from({ length: count + 1 }, (_, i) => startMs + i * stepMs);
  const readings = ordered(options);
  const columns = {} as Record<P, Column>;
  const coverage = {} as Record<P, Column>;
  const quality: Partial<Record<P, Uint16Array<ArrayBuffer>>> = {};
  for (const point of options.points) {
    const kind = kindOf(point, options.vocabulary ?? vocabulary);
    const samples = samplesOf(readings, point, options.unusable ?? unusableFlags);
    const gathered =
      kind === 'counter'
        ? counted(samples, edgesMs, maxGapMs)
        : gather(
            samplePieces(samples, maxGapMs, kind === 'state' ? 'hold' : (options.between ?? 'hold')),
            kind,
            edgesMs,
          );
    columns[point] = gathered.values;
    coverage[point] = gathered.coverage;
    if (gathered.bits?.some((bits) => bits !== 0)) quality[point] = gathered.bits;
  }
  return createSeries({ startMs, stepMs, columns, coverage, quality });
}

function counted({ atMs, values, bits }: Samples, edgesMs: Float64Array, maxGapMs: number): Gathered {
  const known = [...values.keys()].filter((i) => !Number.isNaN(values[i]!));
  const pick = (from: number[]) => known.map((i) => from[i]!);
  return gather(
    counterPieces({ atMs: pick(atMs), values: pick(values), bits: pick(bits), edgesMs, maxGapMs }),
    'amount',
    edgesMs,
  );
}

function kindOf(point: string, points: Readonly<Record<string, PointDefinition>>): ReturnType<typeof pointKind> {
  const definition = Object.hasOwn(points, point) ? points[point] : undefined;
  if (definition) return pointKind(definition);
  throw new SeriesError('SERIES_KIND', `The vocabulary has no point "${point}": pass the one that defines it.`, {
    context: { point },
  });
}

/** Without what was not known yet, one of each key, in the order of stores: instant, sequence, then arrival. */
function ordered(options: SeriesFromReadingsOptions<string>): Reading<string>[] {
  const knownAtMs = options.knownAtMs ?? Number.POSITIVE_INFINITY;
  const known: Reading<string>[] = [];
  let before: Reading<string> | undefined;
  let inOrder = true;
  for (const reading of options.readings) {
    if (before !== undefined && reading.assetId !== before.assetId) throw severalAssets(before, reading);
    // the common case: the instant is part of the key, so later ones cannot be revisions of earlier ones
    inOrder &&= before === undefined || reading.atMs > before.atMs;
    before = reading;
    if (reading.receivedAtMs <= knownAtMs) known.push(reading);
  }
  if (inOrder) return known;
  const byKey = new Map<string, Reading<string>>();
  for (const reading of known) {
    const key = readingKey(reading);
    const rival = byKey.get(key);
    if (rival === undefined || reading.receivedAtMs >= rival.receivedAtMs) byKey.set(key, reading);
  }
  return [...byKey.values()].sort(
    (a, b) => a.atMs - b.atMs || (a.sequence ?? -1) - (b.sequence ?? -1) || a.receivedAtMs - b.receivedAtMs,
  );
}

function severalAssets(one: Reading<string>, other: Reading<string>): SeriesError {
  const assetIds = [one.assetId, other.assetId];
  return new SeriesError('SERIES_ASSETS', `Read readings of "${assetIds.join('" and "')}", expected of one asset.`, {
    context: { assetIds },
  });
}
