import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '@usina/core/errors';
import type { Narrator } from './cli/narrator.ts';
import type { Options } from './cli/options.ts';

/** What every step of a run is handed. */
export interface Run {
  options: Options;
  /** Where files go until the run is done. */
  folder: string;
  narrator: Narrator;
  /** Fires on Ctrl-C. */
  signal: AbortSignal;
}

/** Tells the next step, unless the run was stopped: a signal is heard only when the event loop turns. */
export async function begin({ narrator, signal }: Run, step: string): Promise<void> {
  await setImmediate();
  throwIfAborted(signal, step);
  narrator.step(step);
}

/** What the work gives, or at once why the run was stopped: the work itself ends when what it uses is closed. */
export async function unlessStopped<T>({ signal }: Pick<Run, 'signal'>, work: Promise<T>): Promise<T> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
