import { AbortedError } from '../errors/abort.ts';
import type { Job, JobProgress } from './Job.ts';
import type { RunOptions } from './JobRunner.ts';
import { uncopyableOutput } from './jobFaults.ts';
import type { Task } from './Task.ts';

interface Waiter {
  resolve(output: unknown): void;
  reject(error: unknown): void;
  abort(): void;
  onProgress: ((progress: JobProgress) => void) | undefined;
}

export interface SharedTaskOptions {
  job: Job;
  input: unknown;
  /** `fingerprint` of the input, where others may ask for the same. */
  inputPrint: number | undefined;
  /** Nobody wants it any more: stop it. */
  onDeserted(): void;
  /** It is about to settle; `output` is there when it succeeded. What it throws then is the task's failure. */
  onSettled(result: { ok: true; output: unknown } | { ok: false }): void;
}

/** One piece of work and all who asked for it. */
export class SharedTask implements Task {
  readonly job: Job;
  readonly input: unknown;
  readonly inputPrint: number | undefined;
  readonly #options: SharedTaskOptions;
  readonly #waiters = new Set<Waiter>();

  constructor(options: SharedTaskOptions) {
    this.job = options.job;
    this.input = options.input;
    this.inputPrint = options.inputPrint;
    this.#options = options;
  }

  /**
   * The result for one who asks. Who cancels leaves at once while others wait; the last one is told once the work has
   * stopped, so that nothing runs on unseen.
   */
  join({ signal, onProgress }: Pick<RunOptions<unknown>, 'signal' | 'onProgress'>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const onAbort = () => this.#leave(waiter);
      const settle = (how: () => void) => {
        signal?.removeEventListener('abort', onAbort);
        this.#waiters.delete(waiter);
        how();
      };
      const waiter: Waiter = {
        resolve: (output) => settle(() => resolve(output)),
        reject: (error) => settle(() => reject(error)),
        abort: () => waiter.reject(new AbortedError(`The job "${this.job.id}"`, signal)),
        onProgress,
      };
      this.#waiters.add(waiter);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Who cannot be told of progress is told of that fault, and waits no longer. */
  progress(progress: JobProgress): void {
    for (const waiter of [...this.#waiters]) {
      try {
        waiter.onProgress?.(progress);
      } catch (error) {
        waiter.reject(error);
        if (this.#waiters.size === 0) this.#options.onDeserted();
      }
    }
  }

  /** Each who asked gets an output of its own. */
  done(output: unknown): void {
    const waiters = [...this.#waiters];
    let outputs: unknown[];
    try {
      this.#options.onSettled({ ok: true, output });
      outputs = waiters.map((_, index) => (index === 0 ? output : structuredClone(output)));
    } catch (error) {
      this.failed(uncopyableOutput(this.job, error));
      return;
    }
    for (const [index, { resolve }] of waiters.entries()) resolve(outputs[index]);
  }

  failed(error: unknown): void {
    this.#options.onSettled({ ok: false });
    for (const { reject } of [...this.#waiters]) reject(error);
  }

  stopped(): void {
    this.#options.onSettled({ ok: false });
    for (const { abort } of [...this.#waiters]) abort();
  }

  #leave(waiter: Waiter): void {
    if (this.#waiters.size > 1) waiter.abort();
    else this.#options.onDeserted();
  }
}
