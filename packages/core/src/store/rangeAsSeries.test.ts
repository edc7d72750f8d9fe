import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../readings/Reading.ts';
import { seriesFromReadings } from '../series/index.ts';
import { storeReading } from '../testing/storeReading.ts';
import { createMemoryStore } from './createMemoryStore.ts';
import { latestIn } from './latestOf.ts';
import { rangeAsSeries } from './rangeAsSeries.ts';
import type { SeriesSource } from './registersAround.ts';

const minuteMs = 60_000;

describe('a range as a series', () => {
  it('is the mean of gauges and the difference of counters, with coverage', async () => {
    const store = createMemoryStore();
    await store.append([
      storeReading({ atMs: 0, values: { acPowerW: 1_000, energyWh: 5_000 } }),
      storeReading({ atMs: 5 * minuteMs, values: { acPowerW: 4_000 } }),
      storeReading({ atMs: 15 * minuteMs, values: { acPowerW: 0, energyWh: 5_750 } }),
    ]);
    const series = await store.range({
      assetId: 'inv-1',
      points: ['acPowerW', 'energyWh'],
      startMs: 0,
      endMs: 30 * minuteMs,
      stepMs: 15 * minuteMs,
      maxGapMs: 15 * minuteMs,
    });
    expect(series.columns.acPowerW).toEqual(Float64Array.of(3_000, 0));
    expect(series.columns.energyWh).toEqual(Float64Array.of(750, Number.NaN));
    expect(series.coverage.energyWh).toEqual(Float64Array.of(1, 0));
  });

  describe('of a counter that was silent over an edge', () => {
    const hourMs = 60 * minuteMs;
    const registers = [
      [20, 0],
      [21, 100],
      [22, 200],
      [26, 1_000],
      [27, 1_100],
      [28, 1_200],
    ] as const;
    const query = { assetId: 'inv-1', points: ['energyWh'], stepMs: hourMs, maxGapMs: 1.5 * hourMs } as const;

    async function hours(fromHour: number, toHour: number): Promise<number[]> {
      const store = createMemoryStore();
      await store.append(
        registers.map(([hour, energyWh]) => storeReading({ atMs: hour * hourMs, values: { energyWh } })),
      );
      const series = await store.range({ ...query, startMs: fromHour * hourMs, endMs: toHour * hourMs });
      return [...series.columns.energyWh];
    }

    it('adds up, wherever the range is cut', async () => {
      expect(await hours(20, 28)).toEqual([100, 100, 200, 200, 200, 200, 100, 100]);
      expect(await hours(20, 24)).toEqual([100, 100, 200, 200]);
      expect(await hours(24, 28)).toEqual([200, 200, 100, 100]);
      expect(await hours(23, 25)).toEqual([200, 200]);
    });

    it('is missing, not nothing, where there is no register on one side', async () => {
      expect(await hours(18, 21)).toEqual([Number.NaN, Number.NaN, 100]);
      expect(await hours(27, 30)).toEqual([100, Number.NaN, Number.NaN]);
      expect(await hours(40, 41)).toEqual([Number.NaN]);
    });
  });

  it('has the energy of the whole in its parts, whatever the readings', async () => {
    const message = fc.record({
      afterMs: fc.integer({ min: 1, max: 90 * minuteMs }),
      energyWh: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
      dcEnergyWh: fc.integer({ min: 0, max: 500 }),
      bad: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), async (messages, cut) => {
        const readings: Reading<string>[] = [];
        let [atMs, energyWh, dcEnergyWh] = [0, 0, 0];
        for (const each of messages) {
          atMs += each.afterMs;
          energyWh += each.energyWh ?? 0;
          dcEnergyWh += each.dcEnergyWh;
          readings.push(
            storeReading({
              atMs,
              values: { dcEnergyWh, ...(each.energyWh !== undefined && { energyWh }) },
              ...(each.bad && { flags: { dcEnergyWh: ['outOfRange'] } }),
            }),
          );
        }
        const store = createMemoryStore();
        await store.append(readings);
        const part = { points: ['energyWh', 'dcEnergyWh'], stepMs: 30 * minuteMs, maxGapMs: 40 * minuteMs } as const;
        const [startMs, endMs] = [2 * 30 * minuteMs, 12 * 30 * minuteMs];
        const middleMs = startMs + cut * 30 * minuteMs;
        const whole = seriesFromReadings({ ...part, startMs, endMs, readings });
        const [first, second] = await Promise.all([
          store.range({ ...part, assetId: 'inv-1', startMs, endMs: middleMs }),
          store.range({ ...part, assetId: 'inv-1', startMs: middleMs, endMs }),
        ]);
        for (const point of part.points) {
          const rounded = (numbers: Iterable<number>) => Array.from(numbers, (value) => Number(value.toFixed(6)));
          const joined = [...first.columns[point], ...second.columns[point]];
          expect(rounded(joined)).toEqual(rounded(whole.columns[point]));
          expect([...first.coverage[point], ...second.coverage[point]]).toEqual([...whole.coverage[point]]);
        }
      }),
    );
  });

  it('refuses to mix two sources of one point unless they are named', async () => {
    const store = createMemoryStore();
    await store.append([
      storeReading(),
      storeReading({ atMs: minuteMs, source: 'meter', values: { acPowerW: 3_000 } }),
    ]);
    const query = {
      assetId: 'inv-1',
      points: ['acPowerW'],
      startMs: 0,
      endMs: 2 * minuteMs,
      stepMs: minuteMs,
    } as const;
    await expect(store.range(query)).rejects.toMatchObject({
      code: 'STORE_SOURCE_AMBIGUOUS',
      context: { point: 'acPowerW', sources: ['test', 'meter'] },
    });
    const series = await store.range({ ...query, sources: ['test', 'meter'] });
    expect(series.columns.acPowerW).toEqual(Float64Array.of(1_000, 3_000));
  });

  it('is the same in slabs as over all readings at once', async () => {
    const points = ['acPowerW', 'energyWh', 'stateCode'] as const;
    const message = fc.record({
      afterMs: fc.integer({ min: 1, max: 40_000 }),
      acPowerW: fc.option(fc.integer({ min: 0, max: 9_000 }), { nil: undefined }),
      energyWh: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined, freq: 2 }),
      bad: fc.boolean(),
    });
    const stream = fc.array(message, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(stream, fc.integer({ min: 1, max: 3 }), async (pattern, gap) => {
        const readings: Reading<string>[] = [];
        let atMs = 0;
        let energyWh = 0;
        while (readings.length < 20_000) {
          const { afterMs, acPowerW, energyWh: more, bad } = pattern[readings.length % pattern.length]!;
          atMs += afterMs;
          energyWh += more ?? 0;
          const silent = readings.length > 4_000 && readings.length < 15_000;
          readings.push(
            storeReading({
              atMs,
              values: { acPowerW, stateCode: readings.length % 5, ...(more !== undefined && !silent && { energyWh }) },
              ...(bad && { flags: { acPowerW: ['frozen'] } }),
            }),
          );
        }
        const maxGapMs = gap * minuteMs;
        const endMs = Math.ceil(atMs / 900_000) * 900_000;
        const query = { assetId: 'inv-1', points, startMs: 900_000, endMs: endMs + 900_000, stepMs: 900_000, maxGapMs };
        const store: SeriesSource = {
          async *scan({ startMs, endMs: toMs }) {
            const inside = readings.filter((reading) => reading.atMs >= startMs && reading.atMs < toMs);
            for (let from = 0; from < inside.length; from += 3_000) yield inside.slice(from, from + 3_000);
          },
          latest: async (asked) => latestIn(readings, asked),
        };
        const sliced = await rangeAsSeries(store, query);
        const whole = seriesFromReadings({ ...query, readings });
        expect(sliced.coverage).toEqual(whole.coverage);
        expect(sliced.quality).toEqual(whole.quality);
        for (const point of points) {
          const rounded = (column: Float64Array) => Array.from(column, (value) => Number(value.toFixed(6)));
          expect(rounded(sliced.columns[point])).toEqual(rounded(whole.columns[point]));
        }
      }),
      { numRuns: 8 },
    );
  });
});
