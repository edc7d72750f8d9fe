import { JobError } from './JobError.ts';

/** What a job's function is given beside its input. */
export interface JobContext {
  /** Fires when the caller gave up. A job that goes on regardless is ended with its worker. */
  readonly signal: AbortSignal;
  /** Tells the caller how far the work is. Cheap: what comes within 20 ms of the last is left out, unless done = total. */
  onProgress(progress: JobProgress): void;
  /** 1 at first; higher when a worker died and the job runs again. */
  readonly attempt: number;
}

export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly [figure: string]: unknown;
}

/** The function that a job's module exports. Input and output are copied between threads, as `structuredClone` does. */
export type JobFunction<Input, Output> = (input: Input, context: JobContext) => Output | Promise<Output>;

/** Work that a worker can find by itself. */
export interface Job<Input = unknown, Output = unknown> {
  readonly id: string;
  /** URL of a module, or a `#specifier` of the package that the worker's file is in. */
  readonly module: string;
  /** Name of the `JobFunction` among its exports. */
  readonly exportName: string;
  /** For types only. */
  readonly types?: { readonly input: Input; readonly output: Output };
}

export interface DefineJobOptions {
  /** Stable name: idempotent keys are counted by it. */
  id: string;
  /** Absolute URL of a module, or a `#specifier`. In another package: `import.meta.resolve('#train')`. */
  module: string;
  /** @defaultValue 'default' */
  exportName?: string;
}

/**
 * Names work that runs elsewhere. Throws `JOB_INVALID` for a module that a worker could not find.
 *
 * @example
 * export const train = defineJob<TrainInput, Forest>({ id: 'forest/train', module: import.meta.resolve('#forest-jobs'), exportName: 'train' });
 * const forest = await pool.run(train, { input, signal, onProgress });
 */
export function defineJob<Input, Output>({ id, module, exportName = 'default' }: DefineJobOptions): Job<Input, Output> {
  if (id === '' || exportName === '' || !(module.startsWith('#') || URL.canParse(module)))
    throw new JobError(
      'JOB_INVALID',
      `The job "${id}" names the module "${module}", expected an absolute URL (import.meta.resolve gives one) or a #specifier.`,
      { context: { id, module, exportName } },
    );
  return Object.freeze({ id, module, exportName });
}
