import { AbortedError } from '../errors/abort.ts';
import { type Clock, systemClock } from '../time/Clock.ts';
import { fingerprint } from './fingerprint.ts';
import type { Job } from './Job.ts';
import { JobError } from './JobError.ts';
import type { JobRunner, RunOptions } from './JobRunner.ts';
import type { JobWorker } from './JobWorker.ts';
import { keyReused, notCloneable, poolClosed, queueFull } from './jobFaults.ts';
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
 * A pool of workers in this process. Throws `JOB_INVALID` for numbers that make no pool, such as no workers.
 *
 * A job that throws is not run again; a job whose worker died is, on a new worker.
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
  checkPoolOption('workers', workers, 1);
  checkPoolOption('maxQueued', maxQueued, 1);
  checkPoolOption('retries', retries, 0);
  checkPoolOption('stopAfterMs', stopAfterMs, 0, false);
  checkPoolOption('maxRemembered', maxRemembered, 0);
  const seats = new WorkerSeats({ createWorker, workers, retries, stopAfterMs, clock });
  const byKey = new Map<string, SharedTask>();
  const finished = new ResultCache(maxRemembered);
  let closing: Promise<void> | undefined;

  function start(job: Job, input: unknown, keyed: Keyed | undefined): SharedTask {
    const forget = () => {
      if (keyed !== undefined && byKey.get(keyed.key) === task) byKey.delete(keyed.key);
    };
    const task = new SharedTask({
      job,
      input,
      inputPrint: keyed?.inputPrint,
      onDeserted() {
        forget();
        seats.cancel(task);
      },
      onSettled(result) {
        forget();
        if (keyed !== undefined && result.ok) finished.set(keyed.key, { ...keyed, output: result.output });
      },
    });
    if (keyed === undefined) return task;
    byKey.set(keyed.key, task);
    finished.forgetOther(keyed.key, keyed.inputPrint);
    return task;
  }

  async function run(job: Job, options: RunOptions<unknown>): Promise<unknown> {
    const { input, signal, reuse = false } = options;
    if (closing !== undefined) throw poolClosed(job);
    if (signal?.aborted) throw new AbortedError(`The job "${job.id}"`, signal);
    const keyed = keyedBy(job, options);
    if (keyed !== undefined) {
      const running = byKey.get(keyed.key);
      const remembered = reuse ? finished.inputPrint(keyed.key) : undefined;
      const known = remembered ?? running?.inputPrint;
      if (known !== undefined && known !== keyed.inputPrint) throw keyReused(job, options);
      if (remembered !== undefined) return finished.output(keyed.key);
      if (running !== undefined) return running.join(options);
    }
    if (seats.waiting >= maxQueued) throw queueFull(job, maxQueued);
    const task = start(job, input, keyed);
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

interface Keyed {
  readonly key: string;
  readonly inputPrint: number;
}

/** What names the work and its input, where a key was given. */
function keyedBy(job: Job, { input, key, portfolioId = 'default' }: RunOptions<unknown>): Keyed | undefined {
  if (key === undefined) return undefined;
  try {
    return { key: JSON.stringify([portfolioId, job.id, key]), inputPrint: fingerprint(input) };
  } catch (error) {
    throw notCloneable(job, error);
  }
}

/** Throws `JOB_INVALID` unless the option is a number of that sort. */
function checkPoolOption(option: string, read: number, least: number, isWhole = true): void {
  if (read >= least && (isWhole ? Number.isSafeInteger(read) : Number.isFinite(read))) return;
  throw new JobError(
    'JOB_INVALID',
    `The pool was given ${option} ${String(read)}, expected a ${isWhole ? 'whole ' : ''}number of at least ${least}.`,
    { context: { option, read } },
  );
}
