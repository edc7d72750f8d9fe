import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitByTime } from '../index.ts';

it('cuts with an embargo before each cut', () => {
  const parts = splitByTime({ timesMs: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], shares: [0.5, 0.5], embargoMs: 2 });
  expect(parts.map((part) => part.rows)).toEqual([
    [0, 1, 2],
    [5, 6, 7, 8, 9],
  ]);
});

it('keeps every row of a part earlier than every row of the next by more than the embargo', () => {
  const times = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 200 }), (timesMs, embargoMs) => {
      const parts = splitByTime({ timesMs, shares: [0.6, 0.2, 0.2], embargoMs });
      for (const [index, part] of parts.entries()) {
        for (const row of part.rows)
          for (const later of parts[index + 1]?.rows ?? []) {
            expect(timesMs[later]! - timesMs[row]!).toBeGreaterThan(embargoMs);
          }
      }
    }),
  );
});

it('refuses shares that do not add up', () => {
  expect(() => splitByTime({ timesMs: [1], shares: [0.5, 0.6], embargoMs: 0 })).toThrow(
    expect.objectContaining({ code: 'FOREST_OPTION_INVALID' }),
  );
});
