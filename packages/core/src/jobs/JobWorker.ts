/** A worker as the pool sees it: a thread of Node, a Web Worker, or another process. */
export interface JobWorker {
  /** Sends a message. Throws when it cannot be copied. */
  post(message: unknown): void;
  /** Must be called once: what the worker says, and its end with the reason where one is known. */
  listen(listener: { onMessage(message: unknown): void; onEnd(reason: unknown): void }): void;
  /** Resolves when it is gone. `onEnd` comes before. */
  terminate(): Promise<void>;
  /** Idle workers should not keep the process alive. */
  keepAlive?(busy: boolean): void;
}

/** What a worker has on its side. */
export interface JobPort {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** As much of what a Web Worker's script calls `globalThis` as is needed. */
export interface WebWorkerScope {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}

/**
 * The port of a Web Worker's script for `serveJobs`.
 *
 * @example
 * serveJobs(webPort(globalThis), { load: async ({ id }) => forestJobs[id] });
 */
export function webPort(scope: object): JobPort {
  const web = scope as WebWorkerScope;
  return {
    postMessage: (message) => web.postMessage(message),
    onMessage(listener) {
      web.onmessage = (event) => listener(event.data);
    },
  };
}

/** As much of a Web Worker as is needed. */
export interface WebWorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}

/**
 * A Web Worker for `createJobPool`. Its script calls `serveJobs`.
 *
 * @example
 * createJobPool({ createWorker: () => webWorker(new Worker(new URL('./jobs.js', import.meta.url), { type: 'module' })) });
 */
export function webWorker(worker: object): JobWorker {
  const web = worker as WebWorkerLike;
  let end: (reason: unknown) => void = () => undefined;
  return {
    post: (message) => web.postMessage(message),
    listen({ onMessage, onEnd }) {
      end = onEnd;
      web.onmessage = (event) => onMessage(event.data);
      web.onerror = (event) => {
        web.terminate();
        onEnd(event.message);
      };
    },
    async terminate() {
      web.terminate();
      end('terminated');
    },
  };
}
