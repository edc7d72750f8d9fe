import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeKeys, encodeKeys } from './chunkKeys.ts';

it('gives places back exactly, up to the ends of time and of whole numbers', () => {
  const instant = fc.oneof(fc.integer({ min: 0, max: 8.64e15 }), fc.integer({ min: 0, max: 1_000 }));
  const sequence = fc.oneof(fc.maxSafeNat(), fc.constant(undefined));
  const place = fc.record({ atMs: instant, receivedAtMs: instant, sequence });
  fc.assert(
    fc.property(fc.array(place), (places) => {
      const sorted = places.toSorted((a, b) => a.atMs - b.atMs);
      const expected = sorted.map(({ sequence: number, ...rest }) =>
        number === undefined ? rest : { ...rest, sequence: number },
      );
      expect(decodeKeys(encodeKeys(sorted), sorted.length)).toEqual(expected);
    }),
  );
});

it('takes three bytes for a reading of a regular poll', () => {
  const polls = Array.from({ length: 1_000 }, (_, index) => ({
    atMs: 1.7e12 + index * 5_000,
    receivedAtMs: 1.7e12 + index * 5_000 + 40,
  }));
  expect(encodeKeys(polls).length).toBeLessThan(3 * 1_000 + 20);
});
