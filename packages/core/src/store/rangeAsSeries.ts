import type { Reading } from '../readings/Reading.ts';
import { vocabulary as standard } from '../readings/vocabulary.ts';
import { type Column, createSeries, type Series, seriesFromReadings } from '../series/index.ts';
import { firstRegister, isUsable, lastRegister, type SeriesSource } from './registersAround.ts';
import { StoreError } from './StoreError.ts';
import type { SeriesQuery } from './TelemetryStore.ts';

/** Meters report at 15 min and some seconds. */
const defaultMaxGapMs = 20 * 60_000;
const slabReadings = 8_192;

/** `seriesFromReadings` over a range of a store, slab by slab, with the same result as over all its readings at once. */
export async function rangeAsSeries<Name extends string>(
  store: SeriesSource,
  query: SeriesQuery<Name>,
): Promise<Series<Name>> {
  const { points, startMs, endMs, stepMs, maxGapMs = defaultMaxGapMs } = query;
  const vocabulary: NonNullable<SeriesQuery['vocabulary']> = query.vocabulary ?? standard;
  const outer = { startMs: startMs - maxGapMs, endMs: endMs + maxGapMs };
  const counters = points.filter((point) => vocabulary[point]?.kind === 'counter');
  const grid = emptyGrid(points, (endMs - startMs) / stepMs);
  const sources = new Map<string, string>();
  const sourcesOf = (point: string) => query.sources ?? (sources.has(point) ? [sources.get(point)!] : undefined);
  /** The register that was found after a slab, for the slabs that follow in the same silence. */
  const ahead = new Map<string, Reading<string> | undefined>();
  let readings: Reading<string>[] = [];
  let slabStartMs = startMs;

  /** The last register before a range stands in for what its first interval started with. */
  async function addRegistersBefore(): Promise<void> {
    const before: Reading<string>[] = [];
    for (const [index, point] of counters.entries()) {
      if (readings.some((reading) => reading.atMs <= startMs && isUsable(reading, point))) continue;
      const part = { ...rangeOf(query), sources: sourcesOf(point), point, endMs: outer.startMs };
      const found = await lastRegister(store, part);
      if (found === undefined) continue;
      if (query.sources === undefined) checkSource(sources, found);
      before.push({ ...found, sequence: index });
    }
    readings = [...before, ...readings];
  }

  async function finishSlab(slabEndMs: number): Promise<void> {
    if (slabStartMs === startMs) await addRegistersBefore();
    const later: Reading<string>[] = [];
    for (const [index, point] of counters.entries()) {
      if (readings.some((reading) => reading.atMs >= slabEndMs && isUsable(reading, point))) continue;
      const fromMs = Math.max(slabEndMs, (readings.at(-1)?.atMs ?? slabEndMs) + 1);
      if (!ahead.has(point) || (ahead.get(point)?.atMs ?? fromMs) < fromMs) {
        const part = { ...rangeOf(query), sources: sourcesOf(point), point, startMs: fromMs };
        ahead.set(point, await firstRegister(store, part));
      }
      const next = ahead.get(point);
      if (next !== undefined) later.push({ ...next, sequence: index });
    }
    const slab = { points, startMs: slabStartMs, endMs: slabEndMs, stepMs, maxGapMs, vocabulary };
    copyInto(
      grid,
      seriesFromReadings({ ...slab, readings: [...readings, ...later] }),
      (slabStartMs - startMs) / stepMs,
    );
    readings = neededAfter(readings, slabEndMs - maxGapMs, counters);
    slabStartMs = slabEndMs;
  }

  for await (const page of store.scan({ ...rangeOf(query), points, ...outer })) {
    for (const reading of page) {
      if (query.sources === undefined) checkSource(sources, reading);
      readings.push(reading);
    }
    const reachedMs = readings.at(-1)!.atMs - maxGapMs;
    const slabEndMs = Math.min(endMs, startMs + Math.floor((reachedMs - startMs) / stepMs) * stepMs);
    if (readings.length >= slabReadings && slabEndMs > slabStartMs) await finishSlab(slabEndMs);
  }
  if (slabStartMs < endMs) await finishSlab(endMs);
  return createSeries({ startMs, stepMs, ...grid });
}

function rangeOf({ assetId, startMs, endMs, sources, revisions, signal }: SeriesQuery) {
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
