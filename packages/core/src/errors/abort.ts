import { UsinaError } from './UsinaError.ts';

/** The typed error for work that a caller cancelled through an `AbortSignal`; the signal's reason is the cause. */
export class AbortedError extends UsinaError<'ABORTED'> {
  constructor(work: string, signal?: AbortSignal) {
    super('ABORTED', `${work} was cancelled before it finished.`, { context: { work }, cause: signal?.reason });
  }
}

/** Throws an `AbortedError` when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined, work: string): void {
  if (signal?.aborted) throw new AbortedError(work, signal);
}
