import { describe, it } from 'vitest';
import { jobRunnerConformance } from '../testing/jobRunnerConformance.ts';
import { createNodeJobPool } from './createNodeJobPool.ts';

jobRunnerConformance({
  name: 'threads',
  open: async () => createNodeJobPool({ workers: 2, maxQueued: 2, stopAfterMs: 50 }),
  describe,
  it,
});
