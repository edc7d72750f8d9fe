import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../readings/Reading.ts';
import { seriesFromReadings } from '../series/index.ts';
import { storeReading } from '../testing/storeReading.ts';
import { createMemoryStore } from './createMemoryStore.ts';
import { rangeAsSeries } from './rangeAsSeries.ts';

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
        const pages = async function* ({ startMs, endMs: toMs }: { startMs: number; endMs: number }) {
          const inside = readings.filter((reading) => reading.atMs >= startMs && reading.atMs < toMs);
          for (let from = 0; from < inside.length; from += 3_000) yield inside.slice(from, from + 3_000);
        };
        const sliced = await rangeAsSeries(pages, query);
        const inside = readings.filter(({ atMs: at }) => at >= query.startMs - maxGapMs && at < query.endMs + maxGapMs);
        const whole = seriesFromReadings({ ...query, readings: inside });
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
