import { throwIfAborted } from '../../errors/abort.ts';
import type { JobRunner } from '../../jobs/JobRunner.ts';
import type { TrainingProgress } from '../Trainer.ts';
import { type GrownTree, type GrowTreesInput, growTrees, growTreesJob } from './growTrees.ts';

export interface GrowForestOptions extends Omit<GrowTreesInput, 'from' | 'to'> {
  readonly trees: number;
  /** Grows the trees elsewhere; in this thread, giving way to the event loop, when absent. */
  readonly runner?: JobRunner | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined;
}

/** Parts that a forest is cut into for the workers: enough to keep several busy to the end. */
const parts = 16;

/** All trees of a forest in their order, whoever grew them. When one part fails the others are stopped before it is told. */
export async function growForest(options: GrowForestOptions): Promise<GrownTree[]> {
  const { trees, runner, signal, onProgress, ...input } = options;
  if (!runner) {
    return growTrees(
      { ...input, from: 0, to: trees },
      { signal, onProgress: ({ done, total }) => onProgress?.({ done, total }) },
    );
  }
  throwIfAborted(signal, 'Growing a forest');
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  const size = Math.ceil(trees / parts);
  const done: number[] = [];
  const jobs = Array.from({ length: Math.ceil(trees / size) }, async (_, part) => {
    const range = { from: part * size, to: Math.min(trees, (part + 1) * size) };
    const report = (finished: number) => {
      done[part] = finished;
      onProgress?.({ done: done.reduce((sum, count) => sum + (count ?? 0), 0), total: trees });
    };
    const grown = await runner.run(growTreesJob, {
      input: { ...input, ...range },
      signal: stop.signal,
      onProgress: (progress) => report(progress.done),
    });
    return grown;
  });
  try {
    return (await Promise.all(jobs)).flat();
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(jobs);
    throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
