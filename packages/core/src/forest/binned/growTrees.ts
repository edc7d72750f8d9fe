import { throwIfAborted } from '../../errors/abort.ts';
import type { JobContext } from '../../jobs/Job.ts';
import { defineJob } from '../../jobs/Job.ts';
import type { FlatTree } from '../packForest.ts';
import { breatheEveryMs, pause } from '../pause.ts';
import { BinarySplitter } from './BinarySplitter.ts';
import type { BinnedTable } from './BinnedTable.ts';
import { ClassSplitter } from './ClassSplitter.ts';
import { type DrawOptions, drawEntries } from './drawEntries.ts';
import { MeanSplitter } from './MeanSplitter.ts';
import type { NodeSplitter, SplitRules } from './NodeSplitter.ts';
import { nextRandom, treeSeed } from './nextRandom.ts';
import { type GrowOptions, TreeGrower } from './TreeGrower.ts';

/** What trees are to tell apart, or to estimate. */
export type GrowTarget =
  | { readonly kind: 'classes'; readonly classOfRow: Uint16Array; readonly classWeights: Float64Array }
  | { readonly kind: 'mean'; readonly target: Float64Array; readonly mean: number };

export interface GrowTreesInput {
  readonly table: BinnedTable;
  readonly target: GrowTarget;
  readonly grow: GrowOptions;
  readonly draw: DrawOptions;
  readonly seed: number;
  /** Numbers of the trees, end excluded. */
  readonly from: number;
  readonly to: number;
}

/** A tree, and how much each feature lessened its impurity. */
export interface GrownTree {
  readonly tree: FlatTree;
  readonly gain: Float64Array<ArrayBuffer>;
}

/** The work of one thread: the id and the export by which workers find `growTrees`. */
export const growTreesJob = defineJob<GrowTreesInput, GrownTree[]>({
  id: 'usina/forest/grow',
  module: '#forest-jobs',
  exportName: 'growTrees',
});

/** Grows some trees of a forest. Each depends on its number only, not on who grows it or what was grown before. */
export async function growTrees(
  { table, target, grow, draw, seed, from, to }: GrowTreesInput,
  { signal, onProgress }: Pick<JobContext, 'onProgress'> & { signal?: AbortSignal | undefined },
): Promise<GrownTree[]> {
  const grower = new TreeGrower(table, splitterOf(table, target, grow), grow);
  const grown: GrownTree[] = [];
  let untilMs = performance.now() + breatheEveryMs;
  const breathe = async () => {
    await pause();
    throwIfAborted(signal, 'Growing a forest');
    untilMs = performance.now() + breatheEveryMs;
  };
  throwIfAborted(signal, 'Growing a forest');
  for (let tree = from; tree < to; tree++) {
    if (performance.now() > untilMs) await breathe();
    const random = treeSeed(seed, tree);
    grower.start(drawEntries(draw, random), nextRandom(random ^ 0x5bd1e995) || 1);
    while (!grower.run(untilMs)) await breathe();
    grown.push({ tree: grower.finish(), gain: grower.gain });
    onProgress({ done: tree + 1 - from, total: to - from });
  }
  return grown;
}

function splitterOf(table: BinnedTable, target: GrowTarget, rules: SplitRules): NodeSplitter {
  if (target.kind === 'mean') return new MeanSplitter(table, target.target, target.mean, rules);
  const { classOfRow, classWeights } = target;
  return classWeights.length === 2
    ? new BinarySplitter(table, classOfRow, classWeights, rules)
    : new ClassSplitter(table, classOfRow, rules.minLeaf, classWeights);
}
