import { UsinaError } from '../errors/UsinaError.ts';
import type { Job } from './Job.ts';
import { JobError } from './JobError.ts';
import type { RunOptions } from './JobRunner.ts';
import type { JobFault } from './protocol.ts';

/** What a worker told of a job that failed; the code that the job threw survives the way. */
export function failedJob({ id }: Job, { code, message, context, stack }: JobFault): UsinaError {
  const cause = stack === undefined ? undefined : new Error(stack);
  if (code !== 'JOB_FAILED' && code !== 'JOB_NOT_FOUND') return new UsinaError(code, message, { context, cause });
  const text = code === 'JOB_FAILED' ? `The job "${id}" threw: ${message}` : message;
  return new JobError(code, text, { context: { ...context, id }, cause });
}

export function crashedJob({ id }: Job, attempts: number, reason: unknown): JobError {
  return new JobError(
    'JOB_CRASHED',
    `The worker of the job "${id}" died ${attempts} time(s), the last time with: ${reason instanceof Error ? reason.message : String(reason)}. Check its memory and what native code it calls.`,
    { context: { id, attempts }, cause: reason },
  );
}

export function notCloneable({ id }: Job, cause: unknown): JobError {
  return new JobError(
    'JOB_NOT_CLONEABLE',
    `The input of "${id}" cannot be copied to a worker: ${(cause as Error).message}`,
    {
      context: { id },
      cause,
    },
  );
}

export function uncopyableOutput({ id }: Job, cause: unknown): JobError {
  return new JobError(
    'JOB_FAILED',
    `The output of "${id}" cannot be copied for all who asked under its key: ${(cause as Error).message}`,
    { context: { id }, cause },
  );
}

export function keyReused(
  { id }: Job,
  { key, portfolioId }: Pick<RunOptions<unknown>, 'key' | 'portfolioId'>,
): JobError {
  return new JobError(
    'JOB_KEY_REUSED',
    `The job "${id}" was asked for under the key "${key}" with another input than before. A key names one input: make what tells the inputs apart part of the key, or ask again without reuse once the first has finished.`,
    { context: { id, key, portfolioId } },
  );
}

export function queueFull({ id }: Job, maxQueued: number): JobError {
  return new JobError(
    'JOB_QUEUE_FULL',
    `${maxQueued} jobs wait already, "${id}" was refused. Wait for some of them, or raise maxQueued or workers.`,
    { context: { id, maxQueued } },
  );
}

export function poolClosed({ id }: Job): JobError {
  return new JobError('JOB_POOL_CLOSED', `The pool was closed before the job "${id}" had finished.`, {
    context: { id },
  });
}
