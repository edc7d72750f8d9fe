import { Worker } from 'node:worker_threads';
import type { JobWorker } from './JobWorker.ts';

/**
 * A thread of Node for `createJobPool`. Idle, it keeps no process alive.
 *
 * @defaultValue a thread that imports the modules that jobs name
 */
export function nodeWorker(worker: Worker = new Worker(new URL(import.meta.resolve('#job-worker')))): JobWorker {
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    listen({ onMessage, onEnd }) {
      let reason: unknown;
      worker.on('message', onMessage);
      worker.on('messageerror', (error) => {
        reason = error;
        void worker.terminate();
      });
      worker.on('error', (error) => {
        reason = error;
      });
      worker.on('exit', (exitCode) => onEnd(reason ?? `exit code ${exitCode}`));
    },
    async terminate() {
      await worker.terminate();
    },
    keepAlive(busy) {
      if (busy) worker.ref();
      else worker.unref();
    },
  };
}
