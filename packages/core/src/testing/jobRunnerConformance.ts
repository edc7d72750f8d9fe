import assert from 'node:assert/strict';
import { isUsinaError } from '../errors/UsinaError.ts';
import { defineJob } from '../jobs/Job.ts';
import type { JobRunner } from '../jobs/JobRunner.ts';
import type { TestRunner } from './TestRunner.ts';

export interface JobRunnerConformanceOptions extends TestRunner {
  /** Name of the adapter, for the titles. */
  name: string;
  /** Opens a runner with two workers, two retries and place for two jobs that wait. */
  open(): Promise<JobRunner>;
}

type Case = readonly [title: string, run: (runner: JobRunner) => Promise<void>];

const module = import.meta.resolve('#conformance-jobs');
const job = <Input, Output>(exportName: string) =>
  defineJob<Input, Output>({ id: `test/${exportName}`, module, exportName });
const hasCode = (code: string) => (error: unknown) => isUsinaError(error, code);
const obedient = job<null, string>('obedient');
const stubborn = job<null, never>('stubborn');

/** Runs a job that waits, and says when it has begun. */
function begin(runner: JobRunner, which: typeof obedient | typeof stubborn, signal?: AbortSignal, key?: string) {
  let result: Promise<unknown> = Promise.resolve();
  const begun = new Promise<void>((resolve) => {
    result = runner.run(which, { input: null, signal, key, onProgress: () => resolve() });
  });
  return { begun, result };
}

/** Listens at once, so that no rejection is unheard. */
function allRejected(works: readonly { result: Promise<unknown> }[], code: string): Promise<unknown> {
  return Promise.all(works.map(({ result }) => assert.rejects(result, hasCode(code))));
}

const cases: Case[] = [
  [
    'runs what a module exports and copies typed arrays',
    async (runner) => {
      const input = Float64Array.of(1, 2, 3);
      assert.deepEqual(
        await runner.run(job<Float64Array, Float64Array>('square'), { input }),
        Float64Array.of(1, 4, 9),
      );
    },
  ],
  [
    'tells progress up to the end',
    async (runner) => {
      const seen: number[] = [];
      const run = { input: 1_000, onProgress: ({ done }: { done: number }) => seen.push(done) };
      assert.equal(await runner.run(job<number, number>('countTo'), run), 1_000);
      assert.equal(seen.at(-1), 1_000);
      assert.deepEqual(
        seen,
        [...seen].sort((a, b) => a - b),
      );
    },
  ],
  [
    'keeps the code and context of what the job threw',
    async (runner) => {
      await assert.rejects(runner.run(job('refuse'), { input: null }), (error) => {
        assert.ok(hasCode('TEST_REFUSED')(error));
        assert.deepEqual((error as { context?: unknown }).context, { why: 'by design' });
        return true;
      });
      await assert.rejects(runner.run(job('stumble'), { input: null }), hasCode('JOB_FAILED'));
      await assert.rejects(runner.run(job('uncopyable'), { input: null }), hasCode('JOB_FAILED'));
    },
  ],
  [
    'says when there is no such export or module, and when the input cannot be copied',
    async (runner) => {
      await assert.rejects(runner.run(job('absent'), { input: null }), hasCode('JOB_NOT_FOUND'));
      const lost = defineJob<null, null>({ id: 'test/lost', module: `${module}.absent.js` });
      await assert.rejects(runner.run(lost, { input: null }), hasCode('JOB_NOT_FOUND'));
      await assert.rejects(runner.run(job('square'), { input: () => 0 }), hasCode('JOB_NOT_CLONEABLE'));
    },
  ],
  [
    'cancels a job that listens, one that does not, one that waits, and one before it began',
    async (runner) => {
      const controllers = [new AbortController(), new AbortController(), new AbortController()] as const;
      const listening = begin(runner, obedient, controllers[0].signal);
      const deaf = begin(runner, stubborn, controllers[1].signal);
      await Promise.all([listening.begun, deaf.begun]);
      const waiting = begin(runner, obedient, controllers[2].signal);
      const refused = allRejected([listening, deaf, waiting], 'ABORTED');
      for (const controller of controllers) controller.abort(new Error('enough'));
      await refused;
      await assert.rejects(begin(runner, obedient, controllers[0].signal).result, hasCode('ABORTED'));
      assert.equal(await runner.run(job<number, number>('countTo'), { input: 3 }), 3);
    },
  ],
  [
    'runs a job again whose worker died, until it is enough',
    async (runner) => {
      assert.equal(await runner.run(job<number, number>('crashUntil'), { input: 3 }), 3);
      await assert.rejects(runner.run(job('crashUntil'), { input: 9 }), (error) => {
        assert.ok(hasCode('JOB_CRASHED')(error));
        assert.equal((error as { context: { attempts?: number } }).context.attempts, 3);
        return true;
      });
    },
  ],
  [
    'does work under one key once, and again when it is asked to',
    async (runner) => {
      const input = new Int32Array(new SharedArrayBuffer(4));
      const tally = job<Int32Array, number>('tally');
      const run = (reuse: boolean, portfolioId?: string) => runner.run(tally, { input, key: 'k', reuse, portfolioId });
      assert.deepEqual(await Promise.all([run(false), run(false)]), [1, 1]);
      assert.equal(await run(true), 1);
      assert.equal(await run(false), 2);
      assert.equal(await run(true, 'other'), 3);
    },
  ],
  [
    'gives each who asks under one key a result of its own',
    async (runner) => {
      const run = (reuse: boolean) =>
        runner.run(job<Float64Array, Float64Array>('square'), { input: Float64Array.of(1, 2, 3), key: 'k', reuse });
      const given = await Promise.all([run(false), run(false)]);
      for (const result of given) {
        assert.deepEqual(result, Float64Array.of(1, 4, 9));
        result.fill(0);
      }
      for (const result of [await run(true), await run(true)]) {
        assert.deepEqual(result, Float64Array.of(1, 4, 9));
        result.fill(0);
      }
    },
  ],
  [
    'refuses another input under the key of work that runs or is reused',
    async (runner) => {
      const run = (input: object, reuse = false) => runner.run(job<object, object>('echo'), { input, key: 'k', reuse });
      const refused = (error: unknown) => {
        assert.ok(hasCode('JOB_KEY_REUSED')(error));
        assert.equal((error as { context: { key?: string } }).context.key, 'k');
        return true;
      };
      const input = { kw: [1] };
      const first = run(input);
      await assert.rejects(run({ kw: [2] }), refused);
      assert.deepEqual(await Promise.all([first, run({ kw: [1] })]), [{ kw: [1] }, { kw: [1] }]);
      input.kw[0] = 2;
      await assert.rejects(run(input, true), refused);
      assert.deepEqual(await run({ kw: [1] }, true), { kw: [1] });
      assert.deepEqual(await run(input), { kw: [2] });
      assert.deepEqual(await run(input, true), { kw: [2] });
      await assert.rejects(run({ kw: [1] }, true), refused);
    },
  ],
  [
    'goes on while one of two who share a key still waits',
    async (runner) => {
      const [first, second] = [new AbortController(), new AbortController()];
      const one = begin(runner, obedient, first.signal, 'k');
      const two = begin(runner, obedient, second.signal, 'k');
      await one.begun;
      first.abort();
      await assert.rejects(one.result, hasCode('ABORTED'));
      second.abort();
      await assert.rejects(two.result, hasCode('ABORTED'));
    },
  ],
  [
    'refuses more than may wait',
    async (runner) => {
      const controller = new AbortController();
      const running = Array.from({ length: 4 }, () => begin(runner, obedient, controller.signal));
      await assert.rejects(begin(runner, obedient).result, hasCode('JOB_QUEUE_FULL'));
      const refused = allRejected(running, 'ABORTED');
      controller.abort();
      await refused;
    },
  ],
  [
    'settles everything on close, and refuses what comes after',
    async (runner) => {
      const works = [stubborn, obedient, obedient].map((which) => begin(runner, which));
      const refused = allRejected(works, 'JOB_POOL_CLOSED');
      await Promise.all([works[0]?.begun, works[1]?.begun]);
      await Promise.all([runner.close(), runner.close()]);
      await refused;
      await assert.rejects(runner.run(obedient, { input: null }), hasCode('JOB_POOL_CLOSED'));
    },
  ],
];

/**
 * Registers the tests that every `JobRunner` passes, with the test runner's own `describe` and `it`.
 *
 * @example
 * jobRunnerConformance({ name: 'threads', open: async () => createNodeJobPool({ workers: 2, maxQueued: 2 }), describe, it });
 */
export function jobRunnerConformance({ name, open, describe, it }: JobRunnerConformanceOptions): void {
  describe(`job runner: ${name}`, () => {
    for (const [title, run] of cases) {
      it(title, async () => {
        const runner = await open();
        try {
          await run(runner);
        } finally {
          await runner.close();
        }
      });
    }
  });
}
