import { UsinaError } from '../errors/UsinaError.ts';
import type { JobFunction } from '../jobs/Job.ts';

/** Jobs that `jobRunnerConformance` runs: each shows one behaviour of a runner. */
export const square: JobFunction<Float64Array, Float64Array> = (input) => input.map((value) => value * value);

export const echo: JobFunction<object, object> = (input) => input;

export const countTo: JobFunction<number, number> = (total, { onProgress }) => {
  for (let done = 1; done <= total; done += 1) onProgress({ done, total });
  return total;
};

/** Stops when it is told to. */
export const obedient: JobFunction<null, string> = (_input, { signal, onProgress }) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('stopped'));
    onProgress({ done: 1, total: 1 });
  });

/** Never stops, and hears nothing. */
export const stubborn: JobFunction<null, never> = (_input, { onProgress }) => {
  onProgress({ done: 1, total: 1 });
  for (;;);
};

/** Kills its worker until the given attempt. */
export const crashUntil: JobFunction<number, number> = (attempt, context) => {
  if (context.attempt < attempt) process.exit(1);
  return context.attempt;
};

export const refuse: JobFunction<null, never> = () => {
  throw new UsinaError('TEST_REFUSED', 'This job always refuses.', { context: { why: 'by design' } });
};

export const stumble: JobFunction<null, never> = () => {
  throw new TypeError('stumbled');
};

export const uncopyable: JobFunction<null, unknown> = () => () => 'a function cannot be copied';

/** Counts its calls in memory that the caller shares. */
export const tally: JobFunction<Int32Array, number> = (calls) => Atomics.add(calls, 0, 1) + 1;
