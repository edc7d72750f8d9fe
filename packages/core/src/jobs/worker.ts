import { parentPort } from 'node:worker_threads';
import { serveJobs } from './serveJobs.ts';

/** The thread of `nodeWorker`. */
if (parentPort !== null) {
  const port = parentPort;
  serveJobs({
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', listener),
  });
}
