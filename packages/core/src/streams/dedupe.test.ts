import fc from 'fast-check';
import { from, lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../readings/Reading.ts';
import { dedupe } from './dedupe.ts';

function reading(atMs: number, acPowerW: number, more: Partial<Reading> = {}): Reading {
  return { assetId: 'a', atMs, receivedAtMs: atMs, source: 'test', values: { acPowerW }, ...more };
}

const run = (readings: readonly Reading[], options = {}) =>
  lastValueFrom(from(readings).pipe(dedupe(options), toArray()));

describe('dedupe', () => {
  it('lets each reading pass once', async () => {
    const duplicates: Reading<string>[] = [];
    const again = reading(0, 5, { receivedAtMs: 9 });
    const passed = await run([reading(0, 5), again, reading(1, 5)], {
      duplicate: (r: Reading<string>) => duplicates.push(r),
    });
    expect(passed.map(({ atMs }) => atMs)).toEqual([0, 1]);
    expect(duplicates).toEqual([again]);
  });

  it('passes other values under one key as a revision', async () => {
    const passed = await run([reading(0, 5), reading(0, 6), reading(0, 6), reading(0, 5)]);
    expect(passed.map(({ values, flags }) => [values.acPowerW, flags?.acPowerW])).toEqual([
      [5, undefined],
      [6, ['corrected']],
      [5, ['corrected']],
    ]);
  });

  it('tells messages apart by their sequence where they have one', async () => {
    expect(await run([reading(0, 5, { sequence: 1 }), reading(0, 5, { sequence: 2 })])).toHaveLength(2);
  });

  it('remembers at least half of its capacity and never more than all of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 100 }),
        async (capacity, distance) => {
          const first = Array.from({ length: distance }, (_, i) => reading(i, 1));
          const passed = await run([...first, reading(0, 1)], { capacity });
          if (distance < Math.ceil(capacity / 2)) expect(passed).toHaveLength(distance);
          if (distance > 2 * Math.ceil(capacity / 2)) expect(passed).toHaveLength(distance + 1);
        },
      ),
    );
  });

  it('passes on what is not a reading', async () => {
    expect(await run([null as never, 3 as never])).toEqual([null, 3]);
  });

  it('refuses a capacity out of its domain', () => {
    expect(() => dedupe({ capacity: 0 })).toThrow(expect.objectContaining({ code: 'STREAM_OPTION' }));
  });
});
