import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { StoreError } from '../store/StoreError.ts';
import type { Calls, Request, Response } from './protocol.ts';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: StoreError): void;
}

/** Asks the store's worker and settles every question, also when the worker dies. Idle, it keeps no process alive. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #file: string;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 0;
  #closing = false;
  #end: StoreError | undefined;

  constructor(worker: Worker, file: string) {
    this.#worker = worker;
    this.#file = file;
    worker.unref();
    worker.on('message', (response: Response) => this.#settle(response));
    worker.on('error', (error) => this.#fail(error));
    worker.on('messageerror', (error) => this.#fail(error));
    worker.on('exit', (exitCode) => this.#fail(undefined, exitCode));
  }

  ask<Name extends keyof Calls>(
    name: Name,
    ask: Calls[Name]['ask'],
    transfer: ArrayBuffer[] = [],
  ): Promise<Calls[Name]['answer']> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.#worker.ref();
      this.#worker.postMessage({ id, name, ask } satisfies Request<Name>, transfer);
    });
  }

  /** Resolves once the thread is gone. */
  async close(): Promise<void> {
    if (this.#end !== undefined) return;
    this.#closing = true;
    const exited = once(this.#worker, 'exit');
    try {
      await this.ask('close', undefined);
    } finally {
      await exited;
    }
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(response: Response): void {
    const waiting = this.#waiting.get(response.id);
    this.#waiting.delete(response.id);
    if (this.#waiting.size === 0 && !this.#closing) this.#worker.unref();
    if (response.ok) waiting?.resolve(response.answer);
    else {
      const { code, message, context } = response.fault;
      waiting?.reject(new StoreError(code, message, { context }));
    }
  }

  #fail(cause: unknown, exitCode?: number): void {
    this.#end ??= new StoreError(
      'STORE_WORKER_DIED',
      `The worker of ${this.#file} ended${exitCode === undefined ? '' : ` with code ${exitCode}`}. What was acknowledged is in the file: open the store again.`,
      { context: { file: this.#file, ...(exitCode !== undefined && { exitCode }) }, cause },
    );
    for (const { reject } of this.#waiting.values()) reject(this.#end);
    this.#waiting.clear();
  }
}
