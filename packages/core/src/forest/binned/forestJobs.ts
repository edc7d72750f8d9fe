import type { JobFunction } from '../../jobs/Job.ts';
import { growTrees, growTreesJob } from './growTrees.ts';

// what a worker that imports the module `#forest-jobs` is asked for
export { growTrees };

/**
 * What a worker can be asked to do for a forest, by id: for Web Workers, whose scripts are bundled. Threads of Node find it by themselves.
 *
 * @example
 * // the script of the worker
 * serveJobs(webPort(globalThis), { load: async ({ id }) => forestJobs[id] });
 * // the page
 * const runner = createJobPool({ createWorker: () => webWorker(new Worker(url, { type: 'module' })) });
 * await trainClassifier({ features, labels, trainer: binnedForest({ runner }) });
 */
export const forestJobs: Readonly<Record<string, JobFunction<never, unknown>>> = {
  [growTreesJob.id]: growTrees,
};
