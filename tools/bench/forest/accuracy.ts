import { binnedForest, boostedTrees, prAuc, trainClassifier } from '@usina/core/forest';
import { failureTables } from './failureTables.ts';
import type { Show } from './Show.ts';
import { scikitLearn } from './scikitLearn.ts';

const seeds = [1, 2, 3, 4, 5];

/** PR-AUC beside scikit-learn on five tables, each by a seed that is the seed of the trainers too; the last rows are means. */
export async function accuracy(folder: string | undefined, rows: number, show: Show): Promise<void> {
  const trainers = {
    forest: binnedForest({ trees: 100, maxDepth: 0, minLeaf: 1 }),
    boosting: boostedTrees(),
  };
  const peerNames = { forest: 'scikit-learn RandomForestClassifier', boosting: 'HistGradientBoostingClassifier' };
  const sums = { forest: { ours: 0, peer: 0 }, boosting: { ours: 0, peer: 0 } };
  const tell = (metric: string, name: keyof typeof trainers, ours: number, peer: number | undefined) =>
    show({
      metric: `${name}: PR-AUC, ${rows} rows, ${metric}`,
      ours,
      ...(peer === undefined ? {} : { peer, peerName: peerNames[name], ratio: ours / peer }),
      unit: '1',
    });
  let compared = true;
  for (const seed of seeds) {
    const tables = failureTables(folder, rows, seed);
    const learn = scikitLearn(tables, seed);
    compared &&= learn !== undefined;
    for (const name of ['forest', 'boosting'] as const) {
      const model = await trainClassifier({ ...tables.train, trainer: trainers[name], seed });
      const probabilities = model.predictProbability(tables.test.features);
      const ours = prAuc({ labels: tables.test.labels, probabilities });
      const peer = (name === 'forest' ? learn?.rf : learn?.hgb)?.pr_auc;
      tell(`seed ${seed}`, name, ours, peer);
      sums[name].ours += ours / seeds.length;
      sums[name].peer += (peer ?? 0) / seeds.length;
    }
  }
  for (const name of ['forest', 'boosting'] as const) {
    tell(`mean of ${seeds.length} seeds`, name, sums[name].ours, compared ? sums[name].peer : undefined);
  }
}
