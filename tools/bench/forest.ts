import {
  binnedForest,
  boostedTrees,
  type Model,
  prAuc,
  takeRows,
  trainClassifier,
  trainRegressor,
} from '@usina/core/forest';
import { mlRandomForest } from '@usina/core/forest/ml';
import type { Bench, BenchRow } from '../bench.ts';
import { median } from '../median.ts';
import { type FailureTables, failureTables } from './forest/failureTables.ts';
import { type LearnResult, scikitLearn } from './forest/scikitLearn.ts';

const runs = 5;
const numberOfRows = { small: 5_000, medium: 20_000, large: 100_000 };

/**
 * Our forest beside ml-random-forest and, where python3-sklearn is installed, scikit-learn with one job: same tables, trees and
 * depth. The folder holds `make_failures.py` and `sklearn_forest_bench.py`; without it the tables are our own. After the
 * folder, `ml`, `quantiles` or `scikit` runs a part alone. Training is counted in CPU seconds: ours is the median of five
 * runs; the peers, which take long, train once and predict three times.
 */
const benchForest: Bench = async ([folder, ...only], print) => {
  const show = (row: Omit<BenchRow, 'bench'>) => print({ bench: 'forest', ...rounded(row) } as BenchRow);
  const parts = {
    ml: () => besideMl(failureTables(folder, numberOfRows.small), show),
    quantiles: () => quantiles(failureTables(folder, numberOfRows.medium), show),
    scikit: () => besideScikit(failureTables(folder, numberOfRows.large), show),
  };
  for (const [name, run] of Object.entries(parts)) if (only.length === 0 || only.includes(name)) await run();
};
export default benchForest;

type Show = (row: Omit<BenchRow, 'bench'>) => void;

async function besideMl({ train }: FailureTables, show: Show): Promise<void> {
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

async function besideScikit(tables: FailureTables, show: Show): Promise<void> {
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

/** Beside the 24.3 CPU s that ranger was measured at on another table of the same size, on this kind of machine. */
async function quantiles({ train }: FailureTables, show: Show): Promise<void> {
  const [load, temperature, vibration] = train.features.map(({ values }) => values);
  const targets = load!.map((value, row) => value * temperature![row]! + vibration![row]! + train.labels[row]!);
  const ours = await cpuOf(runs, () =>
    trainRegressor({
      features: train.features,
      targets,
      trainer: binnedForest({ trees: 100, maxDepth: 0, minLeaf: 5, featuresPerNode: 4, quantiles: true }),
    }),
  );
  const metric = `quantile forest: training, ${targets.length} rows, 100 trees`;
  show({ metric, ...compare(ours.seconds, 24.3), peerName: 'ranger, measured earlier', unit: 'CPU s' });
}

/** Median CPU time of runs, and the result of the last. */
async function cpuOf<Result>(times: number, run: () => Promise<Result>): Promise<{ seconds: number; result: Result }> {
  const seconds: number[] = [];
  let result: Result;
  do {
    const before = process.cpuUsage();
    result = await run();
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
  } while (seconds.length < times);
  return { seconds: median(seconds), result };
}

function oneRowSeconds(model: Model, row: Parameters<Model['predictProbability']>[0]): number {
  const times = Array.from({ length: 2_000 }, () => {
    const startMs = performance.now();
    model.predictProbability(row);
    return (performance.now() - startMs) / 1e3;
  });
  return median(times);
}

/** Less is better. */
function compare(ours: number, peer: number) {
  return { ours, peer, ratio: peer / ours };
}

function rounded(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toPrecision(4)) : value,
    ]),
  );
}
