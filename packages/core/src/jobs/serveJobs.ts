import { isUsinaError } from '../errors/UsinaError.ts';
import type { JobFunction, JobProgress } from './Job.ts';
import type { JobPort } from './JobWorker.ts';
import type { FromWorker, JobFault, ToWorker } from './protocol.ts';

export interface ServeJobsOptions {
  /** How a function is found; a bundled worker looks it up by `id`. @defaultValue imports the module */
  load?: (job: { id: string; module: string; exportName: string }) => Promise<unknown>;
}

const progressEveryMs = 20;

/**
 * Makes a worker of the place that it is called in: it takes one job at a time from the port.
 *
 * @example
 * serveJobs(webPort(globalThis), { load: async ({ id }) => ({ 'forest/train': train })[id] });
 */
export function serveJobs(port: JobPort, { load = importExport }: ServeJobsOptions = {}): void {
  let controller: AbortController | undefined;
  const post = (message: FromWorker) => port.postMessage(message);

  async function run(message: Extract<ToWorker, { kind: 'run' }>): Promise<void> {
    const { input, attempt } = message;
    controller = new AbortController();
    try {
      const found = await loaded(message, load);
      if (!found.ok) {
        post({ kind: 'failed', fault: found.fault });
        return;
      }
      const context = { signal: controller.signal, onProgress: throttled(post), attempt };
      post({ kind: 'done', output: await found.run(input, context) });
    } catch (error) {
      post({ kind: 'failed', fault: faultOf(error) });
    }
  }

  port.onMessage((message) => {
    const asked = message as ToWorker;
    if (asked.kind === 'abort') controller?.abort();
    else void run(asked);
  });
}

type Found = { ok: true; run: JobFunction<unknown, unknown> } | { ok: false; fault: JobFault };

async function loaded(
  job: Extract<ToWorker, { kind: 'run' }>,
  load: NonNullable<ServeJobsOptions['load']>,
): Promise<Found> {
  const { id, module, exportName } = job;
  const notFound = (why: string, stack?: string): Found => ({
    ok: false,
    fault: {
      code: 'JOB_NOT_FOUND',
      message: `The job "${id}" is ${exportName} of ${module}: ${why}. Check the module's URL and that it exports a function of that name.`,
      context: { id, module, exportName },
      stack,
    },
  });
  try {
    const run = await load({ id, module, exportName });
    return typeof run === 'function'
      ? { ok: true, run: run as JobFunction<unknown, unknown> }
      : notFound(`it is ${typeof run}`);
  } catch (error) {
    return notFound((error as Error).message, (error as Error).stack);
  }
}

async function importExport({ module, exportName }: { module: string; exportName: string }): Promise<unknown> {
  const exports = (await import(/* @vite-ignore */ module)) as Record<string, unknown>;
  return exports[exportName];
}

function throttled(post: (message: FromWorker) => void): (progress: JobProgress) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const nowMs = performance.now();
    if (nowMs - lastMs < progressEveryMs && progress.done !== progress.total) return;
    lastMs = nowMs;
    post({ kind: 'progress', progress });
  };
}

function faultOf(error: unknown): JobFault {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  if (!isUsinaError(error)) return { code: 'JOB_FAILED', message, context: {}, stack };
  const context = JSON.parse(JSON.stringify(error.context, plain)) as Record<string, unknown>;
  return { code: error.code, message, context, stack };
}

/** Contexts may hold what cannot be copied. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol' ? String(value) : value;
}
