import { throwIfAborted } from '../errors/abort.ts';

/** Lets timers, sockets and streams run before long work goes on. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** How long work runs before it gives way. [ms] */
export const breatheEveryMs = 20;

/** Gives way when the last time is 20 ms ago, and stops with `ABORTED` when it is told to. */
export function pacer(work: string, signal?: AbortSignal): () => Promise<void> {
  let lastMs = performance.now();
  return async () => {
    throwIfAborted(signal, work);
    if (performance.now() - lastMs < breatheEveryMs) return;
    await pause();
    throwIfAborted(signal, work);
    lastMs = performance.now();
  };
}
