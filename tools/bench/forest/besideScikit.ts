import { binnedForest, boostedTrees, type Model, prAuc, takeRows, trainClassifier } from '@usina/core/forest';
import { median } from '../../median.ts';
import { cpuOf, runs } from './cpuOf.ts';
import type { FailureTables } from './failureTables.ts';
import { compare, type Show } from './Show.ts';
import { type LearnResult, scikitLearn } from './scikitLearn.ts';

/** Training, accuracy and prediction beside scikit-learn, which trains once and predicts three times. */
export async function besideScikit(tables: FailureTables, show: Show): Promise<void> {
  const { train, test } = tables;
  const size = `${train.labels.length} rows, 100 trees`;
  const learn = scikitLearn(tables);
  const forest = await cpuOf(runs, () =>
    trainClassifier({ ...train, trainer: binnedForest({ trees: 100, maxDepth: 0, minLeaf: 1 }) }),
  );
  const boosted = await cpuOf(runs, () => trainClassifier({ ...train, trainer: boostedTrees() }));
  const figures = [
    { name: 'forest', ours: forest, peer: learn?.rf, peerName: 'scikit-learn RandomForestClassifier, 1 job' },
    { name: 'boosting', ours: boosted, peer: learn?.hgb, peerName: 'scikit-learn HistGradientBoostingClassifier' },
  ];
  for (const { name, ours, peer, peerName } of figures) {
    const beside = (ourFigure: number, figure: keyof LearnResult) =>
      peer ? { ...compare(ourFigure, peer[figure]), peerName } : { ours: ourFigure };
    show({ metric: `${name}: training, ${size}`, ...beside(ours.seconds, 'train_cpu_s'), unit: 'CPU s' });
    const probabilities = ours.result.predictProbability(test.features);
    const score = prAuc({ labels: test.labels, probabilities });
    show({
      metric: `${name}: PR-AUC`,
      ours: score,
      ...(peer ? { peer: peer.pr_auc, peerName, ratio: score / peer.pr_auc } : {}),
      unit: '1',
    });
    const batch = await cpuOf(2 * runs, async () => ours.result.predictProbability(test.features));
    show({
      metric: `${name}: predicting ${test.labels.length} rows`,
      ...beside(batch.seconds, 'predict_cpu_s'),
      unit: 'CPU s',
    });
    const one = oneRowSeconds(ours.result, takeRows(test.features, [0]));
    show({
      metric: `${name}: predicting one row`,
      ...(peer ? { ...compare(one * 1e6, peer.predict_one_ms * 1e3), peerName } : { ours: one * 1e6 }),
      unit: 'µs',
    });
  }
}

function oneRowSeconds(model: Model, row: Parameters<Model['predictProbability']>[0]): number {
  const times = Array.from({ length: 2_000 }, () => {
    const startMs = performance.now();
    model.predictProbability(row);
    return (performance.now() - startMs) / 1e3;
  });
  return median(times);
}
