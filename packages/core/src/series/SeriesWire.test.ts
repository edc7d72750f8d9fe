import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSeries } from './createSeries.ts';
import { SeriesWire } from './SeriesWire.ts';

const nan = Number.NaN;

describe('SeriesWire', () => {
  it('says null for a missing number', () => {
    const s = createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [1_000, nan] } });
    expect(JSON.stringify(z.encode(SeriesWire, s))).toBe(
      '{"startMs":0,"stepMs":900000,"columns":{"acPowerW":[1000,null]},"coverage":{"acPowerW":[1,0]}}',
    );
  });

  it('fills in coverage that is left out', () => {
    const s = z.decode(SeriesWire, { startMs: 0, stepMs: 1, columns: { a: [1, null] } });
    expect(s.columns.a).toEqual(new Float64Array([1, nan]));
    expect(s.coverage.a).toEqual(new Float64Array([1, 0]));
  });

  it('comes back the same', () => {
    const row = fc.record({
      value: fc.oneof(
        fc.double({ noDefaultInfinity: true, noNaN: true }).map((n) => n + 0),
        fc.constant(nan),
      ),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      bits: fc.nat(65_535),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const s = createSeries({
          startMs: 1_790_823_600_000,
          stepMs: 900_000,
          columns: { acPowerW: rows.map(({ value }) => value) },
          coverage: { acPowerW: rows.map(({ share }) => share) },
          quality: { acPowerW: rows.map(({ bits }) => bits) },
        });
        const wire = JSON.parse(JSON.stringify(z.encode(SeriesWire, s)));
        expect(JSON.stringify(z.encode(SeriesWire, z.decode(SeriesWire, wire)))).toBe(JSON.stringify(wire));
        expect(z.decode(SeriesWire, wire).columns).toEqual(s.columns);
      }),
    );
  });

  it('refuses what makes no series, without throwing', () => {
    const unequal = SeriesWire.safeParse({ startMs: 0, stepMs: 1, columns: { a: [1], b: [1, 2] } });
    expect(unequal.error?.issues[0]).toMatchObject({ params: { code: 'SERIES_LENGTH' } });
    const wrong = SeriesWire.safeParse({ startMs: 0, stepMs: 0, columns: { a: ['x'] } });
    expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual(['stepMs', 'columns.a.0']);
    expect(() => z.encode(SeriesWire, { startMs: 0 } as never)).toThrow();
  });

  it('has a JSON Schema', () => {
    expect(z.toJSONSchema(SeriesWire, { io: 'input' })).toMatchObject({
      type: 'object',
      required: ['startMs', 'stepMs', 'columns'],
      additionalProperties: false,
    });
  });
});
