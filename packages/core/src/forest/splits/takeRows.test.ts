import { expect, it } from 'vitest';
import { takeRows } from '../index.ts';

it('takes rows in the order that they are named', () => {
  const [column] = takeRows([{ name: 'load', unit: '1', values: Float64Array.of(5, 6, 7) }], [2, 0]);
  expect(column).toEqual({ name: 'load', unit: '1', values: Float64Array.of(7, 5) });
});
