import { expect, it } from 'vitest';
import { sizeLimits, sourceSize } from './sourceSize.ts';

it('hand-written source stays small', () => {
  const size = sourceSize();
  expect(size.files).toBeGreaterThan(50);
  expect(size.median).toBeLessThanOrEqual(sizeLimits.median);
  expect(size.p90).toBeLessThanOrEqual(sizeLimits.p90);
  expect(size.max, size.longest[0]?.path).toBeLessThanOrEqual(sizeLimits.max);
});
