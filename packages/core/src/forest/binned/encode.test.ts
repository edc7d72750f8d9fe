import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encode } from './encode.ts';

/** Numbers at every scale: ties, both zeros, numbers next to each other, ranges that overflow. */
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0, -0, 5e-324, 1e-300, 1.7e308, -1.7e308, Number.NaN),
);

it('counts the edges that a value reaches, whatever the scale of edges and values', () => {
  fc.assert(
    fc.property(fc.array(number, { maxLength: 40 }), fc.array(number, { maxLength: 40 }), (values, given) => {
      const known = given.filter((edge) => !Number.isNaN(edge));
      const edges = Float64Array.from(new Set(known)).sort();
      const codes = new Uint8Array(2 * values.length).fill(7);
      const found = encode(Float64Array.from(values), edges, { codes, offset: 1, stride: 2, missing: 255 });
      expect(found).toBe(values.some(Number.isNaN));
      const expected = values.flatMap((value) => {
        const reached = edges.filter((edge) => value >= edge).length;
        return [7, Number.isNaN(value) ? 255 : reached];
      });
      expect([...codes]).toEqual(expected);
    }),
    { numRuns: 1_000 },
  );
});
