import { expect, it } from 'vitest';
import { edgeRows } from './edgeRows.ts';

it('takes all rows of a small table', () => {
  expect([...edgeRows(5, { kind: 'all' }).all]).toEqual([0, 1, 2, 3, 4]);
});

it.each([2, 3, 4, 24, 96])('sees every one of %i machines that take turns in a large table', (machines) => {
  const rows = 1_000_000;
  const seen = new Int32Array(machines);
  for (const row of edgeRows(rows, { kind: 'all' }).all) seen[row % machines]!++;
  const fair = seen.reduce((sum, count) => sum + count, 0) / machines;
  for (const count of seen) expect(Math.abs(count / fair - 1)).toBeLessThan(0.1);
});

it('stays within the table and takes each row once', () => {
  for (const rows of [200_001, 399_999, 400_001, 777_777]) {
    const { all } = edgeRows(rows, { kind: 'all' });
    expect(all.every((row, i) => row < rows && (i === 0 || row > all[i - 1]!))).toBe(true);
  }
});
