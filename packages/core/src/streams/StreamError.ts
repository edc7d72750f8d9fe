import { UsinaError } from '../errors/UsinaError.ts';

/**
 * - `STREAM_OPTION` an option of an operator is out of its domain; thrown where the operator is made, never inside a stream;
 * - `STREAM_OVERFLOW` a bounded queue with the policy `error` is full.
 */
export type StreamErrorCode = 'STREAM_OPTION' | 'STREAM_OVERFLOW';

export class StreamError extends UsinaError<StreamErrorCode> {}

/** Throws `STREAM_OPTION` unless the option is a whole number within its bounds. */
export function requireWhole(name: string, read: number, min: number, max: number): number {
  if (Number.isInteger(read) && read >= min && read <= max) return read;
  throw new StreamError('STREAM_OPTION', `Read ${name} ${read}, expected a whole number from ${min} to ${max}.`, {
    context: { name, read, min, max },
  });
}

/** Throws `STREAM_OPTION` unless the option is as expected. */
export function requireOption(name: string, read: unknown, holds: boolean, expected: string): void {
  if (holds) return;
  const shown = typeof read === 'string' ? `"${read}"` : Array.isArray(read) ? `[${read.join(', ')}]` : String(read);
  throw new StreamError('STREAM_OPTION', `Read ${name} ${shown}, expected ${expected}.`, { context: { name, read } });
}
