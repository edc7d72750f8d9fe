import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitByGroup } from '../index.ts';

it('keeps a machine in one part', () => {
  const parts = splitByGroup({ groups: ['a', 'b', 'a', 'c'], shares: [0.5, 0.5] });
  expect(parts.map(({ rows }) => rows)).toEqual([
    [0, 2],
    [1, 3],
  ]);
  expect(parts[0]!.groups).toEqual(['a']);
});

it('puts every row into one part, no group into two, and leaves no part empty', () => {
  const groups = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(groups, fc.integer(), (of, seed) => {
      fc.pre(new Set(of).size >= 3);
      const parts = splitByGroup({ groups: of, shares: [0.6, 0.2, 0.2], seed });
      expect(parts.flatMap(({ rows }) => rows).sort((a, b) => a - b)).toEqual([...of.keys()]);
      const placed = parts.flatMap((part) => part.groups);
      expect(new Set(placed).size).toBe(placed.length);
      for (const part of parts) {
        expect(part.rows.length).toBeGreaterThan(0);
        for (const row of part.rows) expect(part.groups).toContain(of[row]);
      }
    }),
  );
});

it('comes near the shares when groups are small, in a seeded order', () => {
  const groups = Array.from({ length: 1_000 }, (_, row) => row % 100);
  const [train, test] = splitByGroup({ groups, shares: [0.8, 0.2], seed: 1 });
  expect([train!.rows.length, test!.rows.length]).toEqual([800, 200]);
  const other = splitByGroup({ groups, shares: [0.8, 0.2], seed: 2 });
  expect(other[1]!.groups).not.toEqual(test!.groups);
});

it('refuses what it cannot split', () => {
  expect(() => splitByGroup({ groups: [1, 1], shares: [0.5, 0.5] })).toThrow(
    expect.objectContaining({ code: 'FOREST_OPTION_INVALID', context: { groups: 1, parts: 2 } }),
  );
  expect(() => splitByGroup({ groups: [1, 2], shares: [0.5, 0.6] })).toThrow(
    expect.objectContaining({ code: 'FOREST_OPTION_INVALID' }),
  );
  expect(() => splitByGroup({ groups: [], shares: [1] })).toThrow(expect.objectContaining({ code: 'FOREST_EMPTY' }));
});
