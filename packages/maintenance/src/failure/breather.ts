import { throwIfAborted } from '@usina/core/errors';

/** Longest stretch of work between two turns of the event loop. [ms] */
const stretchMs = 20;

/** Makes a function for long loops: now and then it lets other work run, and it throws `ABORTED` once the signal fired. */
export function breather(work: string, signal: AbortSignal | undefined): () => Promise<void> {
  let sinceMs = performance.now();
  return async () => {
    throwIfAborted(signal, work);
    if (performance.now() - sinceMs < stretchMs) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    sinceMs = performance.now();
    throwIfAborted(signal, work);
  };
}
