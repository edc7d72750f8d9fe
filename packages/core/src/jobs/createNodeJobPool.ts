import { type CreateJobPoolOptions, createJobPool } from './createJobPool.ts';
import type { JobRunner } from './JobRunner.ts';
import { nodeWorker } from './nodeWorker.ts';

export type CreateNodeJobPoolOptions = Partial<CreateJobPoolOptions>;

/**
 * A pool of threads.
 *
 * @example
 * const pool = createNodeJobPool({ workers: 2 });
 * const forest = await pool.run(train, { input, signal, onProgress });
 * await pool.close();
 */
export function createNodeJobPool(options: CreateNodeJobPoolOptions = {}): JobRunner {
  return createJobPool({ ...options, createWorker: options.createWorker ?? (() => nodeWorker()) });
}
