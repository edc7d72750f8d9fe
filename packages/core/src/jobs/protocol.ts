import type { JobProgress } from './Job.ts';

/** From the pool to a worker. */
export type ToWorker =
  | {
      readonly kind: 'run';
      readonly module: string;
      readonly exportName: string;
      readonly id: string;
      readonly input: unknown;
      readonly attempt: number;
    }
  | { readonly kind: 'abort' };

/** An error as plain data: classes do not survive the way between threads. */
export interface JobFault {
  readonly code: string;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stack: string | undefined;
}

/** From a worker to the pool. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly fault: JobFault };
