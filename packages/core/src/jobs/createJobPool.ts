import { AbortedError } from '../errors/abort.ts';
import { type Clock, systemClock } from '../time/Clock.ts';
import type { Job } from './Job.ts';
import { JobError } from './JobError.ts';
import type { JobRunner, RunOptions } from './JobRunner.ts';
import type { JobWorker } from './JobWorker.ts';
import { poolClosed, queueFull } from './jobFaults.ts';
import { ResultCache } from './ResultCache.ts';
import { SharedTask } from './SharedTask.ts';
import { WorkerSeats } from './WorkerSeats.ts';

export interface CreateJobPoolOptions {
  /** Starts a worker that runs `serveJobs`; see `webWorker` and `nodeWorker`. */
  createWorker: () => JobWorker;
  /** Workers at most; they start when they are needed. @defaultValue one less than the machine has cores, at least 1 */
  workers?: number;
  /** Jobs that may wait for a worker; further ones are refused with `JOB_QUEUE_FULL`. @defaultValue 1_000 */
  maxQueued?: number;
  /** How often a job runs again after its worker died. @defaultValue 2 */
  retries?: number;
  /** How long a cancelled job may take to stop before its worker is ended. [ms] @defaultValue 1_000 */
  stopAfterMs?: number;
  /** Results of keyed jobs that are remembered for `reuse`. @defaultValue 100 */
  maxRemembered?: number;
  /** @defaultValue the clock of the machine */
  clock?: Clock;
}

/**
 * A pool of workers in this process. A job that throws is not run again; a job whose worker died is, on a new worker.
 * Results of one key are copies: who changes one changes no other. Throws `JOB_INVALID` for a number out of its domain.
 * Where there is no `createWorker` to think about: `createNodeJobPool` of `@usina/core/jobs/node`.
 *
 * @example
 * const pool = createJobPool({ createWorker: () => webWorker(new Worker(url, { type: 'module' })), workers: 2 });
 * const forest = await pool.run(train, { input, key: 'forest-2026-10', signal, onProgress });
 * await pool.close();
 */
export function createJobPool({
  createWorker,
  workers = Math.max(1, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1),
  maxQueued = 1_000,
  retries = 2,
  stopAfterMs = 1_000,
  maxRemembered = 100,
  clock = systemClock,
}: CreateJobPoolOptions): JobRunner {
  checkSize('workers', workers, 1);
  checkSize('maxQueued', maxQueued, 0);
  checkSize('retries', retries, 0);
  checkSize('stopAfterMs', stopAfterMs, 0);
  checkSize('maxRemembered', maxRemembered, 0);
  const seats = new WorkerSeats({ createWorker, workers, retries, stopAfterMs, clock });
  const byKey = new Map<string, SharedTask>();
  const finished = new ResultCache(maxRemembered);
  let closing: Promise<void> | undefined;

  function start(job: Job, input: unknown, key: string | undefined): SharedTask {
    const forget = () => {
      if (key !== undefined && byKey.get(key) === task) byKey.delete(key);
    };
    const task = new SharedTask({
      job,
      input,
      onDeserted() {
        forget();
        seats.cancel(task);
      },
      onSettled(result) {
        forget();
        if (key !== undefined && result.ok) finished.set(key, result.output);
      },
    });
    if (key !== undefined) byKey.set(key, task);
    return task;
  }

  async function run(job: Job, options: RunOptions<unknown>): Promise<unknown> {
    const { input, signal, portfolioId = 'default', reuse = false } = options;
    const key = options.key === undefined ? undefined : JSON.stringify([portfolioId, job.id, options.key]);
    if (closing !== undefined) throw poolClosed(job);
    if (signal?.aborted) throw new AbortedError(`The job "${job.id}"`, signal);
    if (key !== undefined && reuse && finished.has(key)) return finished.get(key);
    const running = key === undefined ? undefined : byKey.get(key);
    if (running !== undefined) return running.join(options);
    if (seats.waiting >= maxQueued) throw queueFull(job, maxQueued);
    const task = start(job, input, key);
    const result = task.join(options);
    seats.offer(task);
    return result;
  }

  return {
    run: run as JobRunner['run'],
    close() {
      closing ??= seats.close();
      return closing;
    },
  };
}

function checkSize(name: string, read: number, least: number): void {
  if (Number.isInteger(read) && read >= least) return;
  throw new JobError('JOB_INVALID', `Read ${name} ${read}, expected a whole number from ${least}.`, {
    context: { name, read },
  });
}
