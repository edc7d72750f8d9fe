import type { Job, JobProgress } from './Job.ts';

/** Work that waits or runs. Settled once, by one of `done`, `failed` and `stopped`. */
export interface Task {
  readonly job: Job;
  readonly input: unknown;
  progress(progress: JobProgress): void;
  done(output: unknown): void;
  failed(error: unknown): void;
  /** It was cancelled, and nothing of it runs any more. */
  stopped(): void;
}
