import { type Flag, flagsToBits } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { vocabulary as standard } from '../readings/vocabulary.ts';
import { type Column, createSeries, type Series, seriesFromReadings } from '../series/index.ts';
import { StoreError } from './StoreError.ts';
import type { RangeQuery, SeriesQuery } from './TelemetryStore.ts';

type Scan = (query: RangeQuery) => AsyncIterable<Reading<string>[]>;

/** Meters report at 15 min and some seconds. */
const defaultMaxGapMs = 20 * 60_000;
const slabReadings = 8_192;
const unusable: readonly Flag[] = ['stale', 'outOfRange', 'notImplemented', 'commError', 'frozen', 'unitSuspect'];
const unusableBits = flagsToBits(unusable);

/** `seriesFromReadings` over a range of a store, slab by slab, with the same result as over all readings at once. */
export async function rangeAsSeries<Name extends string>(scan: Scan, query: SeriesQuery<Name>): Promise<Series<Name>> {
  const { points, startMs, endMs, stepMs, maxGapMs = defaultMaxGapMs } = query;
  const vocabulary: NonNullable<SeriesQuery['vocabulary']> = query.vocabulary ?? standard;
  const outer = { startMs: startMs - maxGapMs, endMs: endMs + maxGapMs };
  const counters = points.filter((point) => vocabulary[point]?.kind === 'counter');
  const grid = emptyGrid(points, (endMs - startMs) / stepMs);
  const sources = new Map<string, string>();
  let readings: Reading<string>[] = [];
  let slabStartMs = startMs;

  async function finishSlab(slabEndMs: number): Promise<void> {
    const later: Reading<string>[] = [];
    for (const point of counters) {
      if (readings.some((reading) => reading.atMs >= slabEndMs && isUsable(reading, point))) continue;
      const fromMs = Math.max(slabEndMs, (readings.at(-1)?.atMs ?? slabEndMs) + 1);
      const next = await firstUsable(
        scan({ ...rangeOf(query), points: [point], startMs: fromMs, endMs: outer.endMs }),
        point,
      );
      if (next !== undefined) later.push(next);
    }
    const slab = { points, startMs: slabStartMs, endMs: slabEndMs, stepMs, maxGapMs, vocabulary, unusable };
    copyInto(
      grid,
      seriesFromReadings({ ...slab, readings: [...readings, ...later] }),
      (slabStartMs - startMs) / stepMs,
    );
    readings = neededAfter(readings, slabEndMs - maxGapMs, counters);
    slabStartMs = slabEndMs;
  }

  for await (const page of scan({ ...rangeOf(query), points, ...outer })) {
    for (const reading of page) {
      if (query.sources === undefined) checkSource(sources, reading);
      readings.push({ ...reading, sequence: undefined });
    }
    const reachedMs = readings.at(-1)!.atMs - maxGapMs;
    const slabEndMs = Math.min(endMs, startMs + Math.floor((reachedMs - startMs) / stepMs) * stepMs);
    if (readings.length >= slabReadings && slabEndMs > slabStartMs) await finishSlab(slabEndMs);
  }
  if (slabStartMs < endMs) await finishSlab(endMs);
  return createSeries({ startMs, stepMs, ...grid });
}

function rangeOf({ assetId, startMs, endMs, sources, revisions, signal }: SeriesQuery): RangeQuery {
  return { assetId, startMs, endMs, sources, revisions, signal };
}

interface Grid<Name extends string> {
  columns: Record<Name, Column>;
  coverage: Record<Name, Column>;
  quality: Partial<Record<Name, Uint16Array<ArrayBuffer>>>;
}

function emptyGrid<Name extends string>(points: readonly Name[], count: number): Grid<Name> {
  const columns = () =>
    Object.fromEntries(points.map((point) => [point, new Float64Array(count)])) as Record<Name, Column>;
  return { columns: columns(), coverage: columns(), quality: {} };
}

function copyInto<Name extends string>(grid: Grid<Name>, slab: Series<Name>, offset: number): void {
  for (const point of Object.keys(grid.columns) as Name[]) {
    grid.columns[point].set(slab.columns[point], offset);
    grid.coverage[point].set(slab.coverage[point], offset);
    const bits = slab.quality?.[point];
    if (bits === undefined) continue;
    grid.quality[point] ??= new Uint16Array(grid.columns[point].length);
    grid.quality[point].set(bits, offset);
  }
}

/** What later slabs can need: all from an instant on, and of each counter the last register before it. */
function neededAfter(readings: readonly Reading<string>[], sinceMs: number, counters: readonly string[]) {
  const needed = new Set<Reading<string> | undefined>();
  for (const point of counters)
    needed.add(readings.findLast((reading) => reading.atMs < sinceMs && isUsable(reading, point)));
  return readings.filter((reading) => reading.atMs >= sinceMs || needed.has(reading));
}

function isUsable({ values, flags }: Reading<string>, point: string): boolean {
  return values[point] !== undefined && (flagsToBits(flags?.[point]) & unusableBits) === 0;
}

async function firstUsable(pages: AsyncIterable<Reading<string>[]>, point: string) {
  for await (const page of pages) {
    const found = page.find((reading) => isUsable(reading, point));
    if (found !== undefined) return { ...found, sequence: undefined };
  }
  return undefined;
}

/** Two meters must not be mixed into one column without being asked to. */
function checkSource(sources: Map<string, string>, { assetId, source, values }: Reading<string>): void {
  for (const point in values) {
    const known = sources.get(point);
    if (known === undefined) sources.set(point, source);
    else if (known !== source)
      throw new StoreError(
        'STORE_SOURCE_AMBIGUOUS',
        `${point} of ${assetId} comes from "${known}" and from "${source}". Name the sources of the query.`,
        { context: { assetId, point, sources: [known, source] } },
      );
  }
}
