import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import type { Column } from '../series/Series.ts';
import { NumberColumn, TimeZone } from './fields.ts';
import type { CapacityForecast } from './forecast.ts';
import { jsonSchemas, wireSchemas } from './jsonSchemas.ts';
import type { LineItem } from './settlement.ts';
import { wireSamples } from './wireSamples.ts';

const names = Object.keys(wireSchemas) as (keyof typeof wireSchemas)[];

describe('wireSchemas', () => {
  it.each(names)('%s comes back from the wire as it went', (name) => {
    const schema: z.ZodType = wireSchemas[name];
    const wire = wireSamples[name];
    const back = z.encode(schema, z.decode(schema, wire));
    expect(JSON.parse(JSON.stringify(back))).toEqual(wire);
  });

  it.each(names)('%s refuses a member that it does not know', (name) => {
    const wire = { ...(wireSamples[name] as object), surprise: true };
    const result = wireSchemas[name].safeParse(wire);
    expect(result.error?.issues).toContainEqual(expect.objectContaining({ code: 'unrecognized_keys' }));
  });

  it('hold bigints and columns in memory', () => {
    const item = wireSchemas.LineItem.parse(wireSamples.LineItem);
    expect(item.amount.minor).toBe(18_342n);
    expectTypeOf(item).toEqualTypeOf<LineItem>();
    const forecast = wireSchemas.CapacityForecast.parse(wireSamples.CapacityForecast);
    expect(forecast.meanW).toEqual(new Float64Array([1_000, Number.NaN]));
    expectTypeOf(forecast.meanW).toEqualTypeOf<Column>();
    expectTypeOf<z.input<typeof wireSchemas.CapacityForecast>['meanW']>().toEqualTypeOf<(number | null)[]>();
    expectTypeOf(forecast).toEqualTypeOf<CapacityForecast>();
    const prices = wireSchemas.PriceSeries.parse(wireSamples.PriceSeries);
    expect(prices.micros).toEqual([58_600_000n, null]);
  });
});

describe('jsonSchemas', () => {
  const schemas = jsonSchemas() as Record<string, { $schema?: string; properties?: Record<string, { type?: string }> }>;

  it('has one of everything that crosses a wire', () => {
    expect(Object.keys(schemas)).toEqual(names);
    for (const name of names) {
      expect(schemas[name]?.$schema, name).toBe('https://json-schema.org/draft/2020-12/schema');
      expect(() => JSON.stringify(schemas[name])).not.toThrow();
    }
  });

  it('shows bigints as strings and columns as arrays with null', () => {
    expect(schemas.Money?.properties?.minor?.type).toBe('string');
    expect(schemas.CapacityForecast?.properties?.meanW).toEqual({
      type: 'array',
      items: { type: ['number', 'null'] },
    });
  });

  it('closes every object, so that a misspelt member is found', () => {
    expect(schemas.Reading).toMatchObject({ type: 'object', additionalProperties: false });
    expect(schemas.Portfolio).toMatchObject({
      additionalProperties: false,
      required: expect.arrayContaining(['sites']),
    });
  });
});

describe('forecasts', () => {
  const issues = (schema: z.ZodType, wire: object) =>
    schema.safeParse(wire).error?.issues.map(({ message }) => message);
  const { CapacityForecast, EnergyOutlook } = wireSchemas;

  it('need ascending levels and a column for each', () => {
    const wire = wireSamples.CapacityForecast as object;
    expect(issues(CapacityForecast, { ...wire, levels: [0.9, 0.1] })).toEqual(['expected ascending levels']);
    expect(issues(CapacityForecast, { ...wire, levels: [0.5] })).toEqual(['expected one column a level']);
    expect(issues(CapacityForecast, { ...wire, meanW: [1] })).toEqual(['expected all columns of one length']);
  });

  it('need one number a period', () => {
    const wire = wireSamples.EnergyOutlook as object;
    expect(issues(EnergyOutlook, { ...wire, edgesMs: [0, 1, 2] })).toEqual(['expected one number a period']);
  });
});

describe('fields', () => {
  it('know zones by their IANA names', () => {
    expect(TimeZone.safeParse('America/Sao_Paulo').success).toBe(true);
    expect(TimeZone.safeParse('Brazil/Campinas').success).toBe(false);
  });

  it('take only a Float64Array for a column in memory', () => {
    expect(() => z.encode(NumberColumn, [1, 2] as never)).toThrow();
    expect(z.encode(NumberColumn, new Float64Array([1, Number.NaN]))).toEqual([1, null]);
    expect(() => z.encode(NumberColumn, new Float64Array([Number.POSITIVE_INFINITY]))).toThrow();
  });
});
