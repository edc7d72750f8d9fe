import { describe, expect, it } from 'vitest';
import { jobRunnerConformance } from '../testing/jobRunnerConformance.ts';
import { createNodeJobPool } from './createNodeJobPool.ts';

jobRunnerConformance({
  name: 'threads',
  open: async () => createNodeJobPool({ workers: 2, maxQueued: 2, stopAfterMs: 50 }),
  describe,
  it,
});

it.each([
  ['workers', 0],
  ['workers', Number.NaN],
  ['maxQueued', -1],
  ['retries', 0.5],
  ['stopAfterMs', Number.NaN],
])('refuses %s: %s', (name, read) => {
  const error = expect.objectContaining({ code: 'JOB_INVALID', context: { name, read } });
  expect(() => createNodeJobPool({ [name]: read })).toThrow(error);
});
