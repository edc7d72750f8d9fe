import { AbortedError, throwIfAborted } from '../errors/abort.ts';

/** Where time comes from. An argument of everything that waits, so that tests and simulations own it. */
export interface Clock {
  /** Now. [epoch ms, UTC] */
  now(): number;
  /** Resolves when so many milliseconds have passed; rejects with an `AbortedError` as soon as the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest that a timer of the runtime can wait. */
const longestTimerMs = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  async sleep(ms: number, signal?: AbortSignal) {
    const endMs = performance.now() + ms;
    let leftMs = ms;
    do {
      await timer(Math.min(leftMs, longestTimerMs), signal);
      leftMs = endMs - performance.now();
    } while (leftMs > 1);
  },
});

function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  throwIfAborted(signal, 'A wait');
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(handle);
      reject(new AbortedError('A wait', signal));
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
