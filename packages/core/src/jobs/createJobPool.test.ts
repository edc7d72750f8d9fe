import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../time/index.ts';
import { createJobPool } from './createJobPool.ts';
import { defineJob } from './Job.ts';
import type { JobWorker, WebWorkerLike, WebWorkerScope } from './JobWorker.ts';
import { webPort, webWorker } from './JobWorker.ts';
import { serveJobs } from './serveJobs.ts';

const job = defineJob<number, number>({ id: 'test', module: '#test' });

/** A worker without a thread: what it is told is kept, and the test says what it answers. */
function puppet() {
  const heard: unknown[] = [];
  let listener: Parameters<JobWorker['listen']>[0] | undefined;
  const worker: JobWorker = {
    post: (message) => void heard.push(message),
    listen: (given) => {
      listener = given;
    },
    terminate: async () => listener?.onEnd('terminated'),
  };
  return {
    worker,
    heard,
    say: (message: object) => listener?.onMessage(message),
    die: (why: unknown) => listener?.onEnd(why),
  };
}

describe('job pool', () => {
  it('ends a worker whose job does not stop, once its time is over and not before', async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const { worker, heard } = puppet();
    const pool = createJobPool({ createWorker: () => worker, workers: 1, stopAfterMs: 1_000, clock });
    const controller = new AbortController();
    let settled = false;
    const result = pool.run(job, { input: 1, signal: controller.signal }).finally(() => {
      settled = true;
    });
    const refused = expect(result).rejects.toMatchObject({ code: 'ABORTED' });
    controller.abort();
    expect(heard.at(-1)).toEqual({ kind: 'abort' });
    await clock.advanceTo(999);
    expect(settled).toBe(false);
    await clock.advanceTo(1_000);
    await refused;
    await pool.close();
  });

  it('does not wait for the time of a job that stopped', async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const { worker, say } = puppet();
    const pool = createJobPool({ createWorker: () => worker, workers: 1, clock });
    const controller = new AbortController();
    const result = pool.run(job, { input: 1, signal: controller.signal });
    controller.abort();
    say({ kind: 'done', output: 'too late' });
    await expect(result).rejects.toMatchObject({ code: 'ABORTED' });
    await Promise.resolve();
    expect(clock.nextDueMs()).toBeUndefined();
    const next = pool.run(job, { input: 2 });
    say({ kind: 'done', output: 4 });
    expect(await next).toBe(4);
    await pool.close();
  });

  it('says so when a worker cannot be started', async () => {
    const pool = createJobPool({
      createWorker: () => {
        throw new Error('no threads left');
      },
    });
    await expect(pool.run(job, { input: 1 })).rejects.toMatchObject({ code: 'JOB_CRASHED', context: { attempts: 1 } });
    await pool.close();
  });

  it.each([
    ['workers', 0],
    ['workers', Number.NaN],
    ['workers', 1.5],
    ['workers', '2'],
    ['workers', Number.POSITIVE_INFINITY],
    ['maxQueued', 0],
    ['retries', -1],
    ['stopAfterMs', Number.NaN],
    ['maxRemembered', -1],
  ])('refuses %s of %s', (option, read) => {
    expect(() => createJobPool({ createWorker: () => puppet().worker, [option]: read })).toThrow(
      expect.objectContaining({ code: 'JOB_INVALID', context: { option, read } }),
    );
  });

  it('fails keyed work whose output cannot be copied', async () => {
    const { worker, say } = puppet();
    const pool = createJobPool({ createWorker: () => worker, workers: 1 });
    const result = pool.run(job, { input: 1, key: 'k' });
    say({ kind: 'done', output: () => 1 });
    await expect(result).rejects.toMatchObject({ code: 'JOB_FAILED', context: { id: 'test' } });
    await pool.close();
  });

  it('says that an input that cannot be read for its key cannot be copied', async () => {
    const pool = createJobPool({ createWorker: () => puppet().worker, workers: 1 });
    const input = Object.defineProperty({}, 'rows', {
      enumerable: true,
      get: () => {
        throw new Error('gone');
      },
    });
    await expect(pool.run(job, { input: input as never, key: 'k' })).rejects.toMatchObject({
      code: 'JOB_NOT_CLONEABLE',
    });
    await pool.close();
  });

  it('cancels the work of one whose progress callback throws', async () => {
    const { worker, heard, say } = puppet();
    const pool = createJobPool({ createWorker: () => worker, workers: 1 });
    const onProgress = () => {
      throw new Error('no more paper');
    };
    const result = pool.run(job, { input: 1, onProgress });
    say({ kind: 'progress', progress: { done: 1, total: 2 } });
    await expect(result).rejects.toThrow('no more paper');
    expect(heard.at(-1)).toEqual({ kind: 'abort' });
    await pool.close();
  });

  it('runs in a Web Worker whose script serves jobs by id', async () => {
    const scope: WebWorkerScope = { postMessage: (data) => web.onmessage?.({ data }), onmessage: null };
    const web: WebWorkerLike = {
      postMessage: (data) => scope.onmessage?.({ data }),
      terminate: () => undefined,
      onmessage: null,
      onerror: null,
    };
    serveJobs(webPort(scope), {
      load: async ({ id }) => (id === 'test' ? (input: number) => input * 2 : undefined),
    });
    const pool = createJobPool({ createWorker: () => webWorker(web), workers: 1 });
    expect(await pool.run(job, { input: 21 })).toBe(42);
    await pool.close();
  });

  it('refuses a module that a worker could not find', () => {
    expect(() => defineJob({ id: 'x', module: './train.ts' })).toThrowError(
      expect.objectContaining({
        code: 'JOB_INVALID',
        context: { id: 'x', module: './train.ts', exportName: 'default' },
      }),
    );
  });
});
