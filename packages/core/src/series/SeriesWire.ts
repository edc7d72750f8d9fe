import * as z from 'zod';
import { isUsinaError } from '../errors/UsinaError.ts';
import { createSeries } from './createSeries.ts';
import type { Series } from './Series.ts';
import { columnNames } from './seriesLength.ts';

const shape = z.strictObject({
  startMs: z.number().int().describe('start of the first interval, epoch milliseconds UTC'),
  stepMs: z.number().int().positive().describe('length of an interval, milliseconds'),
  columns: z.record(z.string().min(1), z.array(z.number().nullable())).describe('by name; null where missing'),
  coverage: z
    .record(z.string().min(1), z.array(z.number().min(0).max(1)))
    .optional()
    .describe('share of each interval with usable data; left out: 1 where there is a number'),
  quality: z
    .record(z.string().min(1), z.array(z.number().int().min(0).max(65_535)))
    .optional()
    .describe('flags of each interval as a bit set, in the order of the flags'),
});

/**
 * A series as JSON and back: `z.encode(SeriesWire, series)`, `z.decode(SeriesWire, json)`. Missing numbers are null on
 * the wire. What `createSeries` refuses is an issue of the parse.
 *
 * @example
 * const s = createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [1_000, Number.NaN] } });
 * JSON.stringify(z.encode(SeriesWire, s))
 * // {"startMs":0,"stepMs":900000,"columns":{"acPowerW":[1000,null]},"coverage":{"acPowerW":[1,0]}}
 */
export const SeriesWire = z.codec(shape, z.custom<Series>(isSeries, 'expected a series'), {
  decode(wire, payload) {
    const columns = Object.entries(wire.columns).map(([name, values]) => [
      name,
      Float64Array.from(values, (value) => value ?? Number.NaN),
    ]);
    try {
      return createSeries({ ...wire, columns: Object.fromEntries(columns) as Record<string, Float64Array> });
    } catch (error) {
      if (!isUsinaError(error)) throw error;
      payload.issues.push({ code: 'custom', message: error.message, input: wire, params: { code: error.code } });
      return z.NEVER;
    }
  },
  encode(series) {
    const quality = Object.entries(series.quality ?? {}).map(([name, bits]) => [name, Array.from(bits!)]);
    return {
      startMs: series.startMs,
      stepMs: series.stepMs,
      columns: byName(series, (name) =>
        Array.from(series.columns[name]!, (value) => (Number.isNaN(value) ? null : value)),
      ),
      coverage: byName(series, (name) => Array.from(series.coverage[name]!)),
      ...(quality.length > 0 ? { quality: Object.fromEntries(quality) as Record<string, number[]> } : {}),
    };
  },
});
/** A series on the wire. */
export type SeriesWire = z.input<typeof SeriesWire>;

function byName<V>(series: Series, value: (name: string) => V): Record<string, V> {
  return Object.fromEntries(columnNames(series).map((name) => [name, value(name)]));
}

function isSeries(value: unknown): boolean {
  const series = value as Partial<Series> | null | undefined;
  return (
    typeof series?.startMs === 'number' &&
    typeof series.stepMs === 'number' &&
    typeof series.columns === 'object' &&
    Object.values(series.columns).every((column) => column instanceof Float64Array)
  );
}
