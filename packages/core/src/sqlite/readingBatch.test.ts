import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Flag } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { decodeBatch, encodeBatch } from './readingBatch.ts';

it('gives readings back exactly', () => {
  const points = fc.constantFrom('acPowerW', 'energyWh', 'größe', 'a"b');
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  const reading: fc.Arbitrary<Reading<string>> = fc.record(
    {
      assetId: fc.constantFrom('inv-1', 'inv-2', 'São José'),
      source: fc.constantFrom('a', 'b'),
      atMs: fc.nat(8.64e15),
      receivedAtMs: fc.nat(8.64e15),
      sequence: fc.maxSafeNat(),
      values: fc.dictionary(points, finite, { noNullPrototype: true }),
      flags: fc.dictionary(points, fc.uniqueArray(fc.constantFrom(...Flag.options), { minLength: 1 }), {
        minKeys: 1,
        noNullPrototype: true,
      }),
    },
    { requiredKeys: ['assetId', 'source', 'atMs', 'receivedAtMs', 'values'] },
  );
  fc.assert(
    fc.property(fc.array(reading), (readings) => {
      expect(decodeBatch(encodeBatch(readings))).toEqual(readings);
    }),
  );
});
