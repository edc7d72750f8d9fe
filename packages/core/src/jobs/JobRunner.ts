import type { Job, JobProgress } from './Job.ts';

export interface RunOptions<Input> {
  /** It is copied when a worker takes it, and once more after a crash: leave it as it is until the promise has settled. */
  input: Input;
  /** Cancels: the promise rejects with `ABORTED` once the work has stopped, by itself or with its worker. */
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: JobProgress) => void) | undefined;
  /**
   * Names the work, so that it is done once: a call with the key of work that waits or runs gets its result, a copy of
   * its own but for shared memory. It is cancelled when all who asked for it have cancelled.
   *
   * A key stands for one input. Inputs are told apart by their content, `SharedArrayBuffer`s by which they are; another
   * one than that of the work that waits, runs or is reused rejects with `JOB_KEY_REUSED`. Reading the input for that
   * takes about as long as copying it to a worker. Once the work has finished, a call without `reuse` runs anew with any input.
   */
  key?: string | undefined;
  /** Part of the key. @defaultValue 'default' */
  portfolioId?: string | undefined;
  /** Takes the result of finished work with the same key, while the runner remembers it. @defaultValue false */
  reuse?: boolean | undefined;
}

/**
 * Where long work runs. Delivered at least once: a job whose worker died runs again, so it must be idempotent.
 * Every runner passes `jobRunnerConformance` of `@usina/core/testing`.
 */
export interface JobRunner {
  /** Rejects with a `JobError`, with `ABORTED`, or with the `UsinaError` that the job threw. */
  run<Input, Output>(job: Job<Input, Output>, options: RunOptions<Input>): Promise<Output>;
  /** Ends what waits or runs with `JOB_POOL_CLOSED`, and resolves once no worker is left. */
  close(): Promise<void>;
}
