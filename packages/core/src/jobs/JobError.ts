import { UsinaError } from '../errors/UsinaError.ts';

/**
 * What ends a job, beside `ABORTED` and the `UsinaError` that its own function threw:
 *
 * - `JOB_INVALID` its definition or an option of the pool, `JOB_NOT_CLONEABLE` its input cannot be copied to a worker;
 * - `JOB_NOT_FOUND` the worker found no such module or export; `JOB_FAILED` the function threw, or its output cannot be copied;
 * - `JOB_CRASHED` its worker died as often as the pool retries;
 * - `JOB_KEY_REUSED` its key is that of work with another input;
 * - `JOB_QUEUE_FULL` too many wait; `JOB_POOL_CLOSED` the pool was closed before it finished.
 */
export type JobErrorCode =
  | 'JOB_INVALID'
  | 'JOB_NOT_CLONEABLE'
  | 'JOB_NOT_FOUND'
  | 'JOB_FAILED'
  | 'JOB_CRASHED'
  | 'JOB_KEY_REUSED'
  | 'JOB_QUEUE_FULL'
  | 'JOB_POOL_CLOSED';

export class JobError extends UsinaError<JobErrorCode> {}
