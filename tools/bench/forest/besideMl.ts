import { binnedForest, trainClassifier } from '@usina/core/forest';
import { mlRandomForest } from '@usina/core/forest/ml';
import { cpuOf, runs } from './cpuOf.ts';
import type { FailureTables } from './failureTables.ts';
import { compare, type Show } from './Show.ts';

/** Training beside ml-random-forest, which takes long and is run once. */
export async function besideMl({ train }: FailureTables, show: Show): Promise<void> {
  const trees = 30;
  const ours = await cpuOf(runs, () =>
    trainClassifier({ ...train, trainer: binnedForest({ trees, maxDepth: 0, minLeaf: 1 }) }),
  );
  const peer = await cpuOf(1, () =>
    trainClassifier({ ...train, trainer: mlRandomForest({ trees, maxDepth: 0, minLeaf: 1, maxRows: Infinity }) }),
  );
  show({
    metric: `training, ${train.labels.length} rows, ${trees} trees`,
    ...compare(ours.seconds, peer.seconds),
    peerName: 'ml-random-forest',
    unit: 'CPU s',
  });
}
