import { RandomForestClassifier } from 'ml-random-forest';
import { describe, expect, it } from 'vitest';
import { compileMlTree, type MlTree } from './compileMlTree.ts';
import { leafOf } from './FlatForest.ts';
import {
  binnedForest,
  boostedTrees,
  columnsFromRows,
  prAuc,
  rocAuc,
  trainClassifier,
  trainRegressor,
} from './index.ts';
import { mlRandomForest } from './ml.ts';
import { packForest } from './packForest.ts';

const features = [
  { name: 'vibration', unit: 'mm/s' },
  { name: 'temperature', unit: '°C' },
  { name: 'noise', unit: '1' },
];

/** Rare failures where vibration and temperature are high together; every fifth temperature is missing. */
function sample(count: number, seed: number) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const rows = Array.from({ length: count }, () => [random(), random(), random()]);
  const labels = rows.map(([vibration, temperature]) => (vibration! + temperature! > 1.65 ? 1 : 0));
  for (let row = 0; row < count; row += 5) rows[row]![1] = Number.NaN;
  return { rows, labels, columns: columnsFromRows(features, rows) };
}

const train = sample(400, 1);
const test = sample(400, 2);
const trainer = mlRandomForest({ trees: 30 });
const fit = (seed: number) => trainClassifier({ features: train.columns, labels: train.labels, trainer, seed });

describe('a classifier on ml-random-forest', () => {
  it('finds rare failures that it has not seen', async () => {
    const model = await fit(1);
    const probabilities = model.predictProbability(test.columns);
    expect(rocAuc({ labels: test.labels, probabilities })).toBeGreaterThan(0.9);
    expect(prAuc({ labels: test.labels, probabilities })).toBeGreaterThan(0.7);
    const [vibration, , noise] = model.importance();
    expect(vibration!.share).toBeGreaterThan(2 * noise!.share);
    expect(model.importance().reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('casts the votes of the library, row for row, ties included', () => {
    const rows = train.rows.map((row) => row.map((value) => (Number.isNaN(value) ? -5 : value)));
    const columns = columnsFromRows(features, rows).map(({ values }) => values);
    for (let seed = 1; seed <= 10; seed++) {
      const options = { nEstimators: 1, maxFeatures: 2, replacement: false, noOOB: true, seed };
      const library = new RandomForestClassifier({ ...options, treeOptions: { gainThreshold: 0 } });
      library.train(rows, train.labels);
      const forest = packForest([compileMlTree(library as unknown as MlTree, 2)], {
        task: 'classification',
        features: 3,
        outputs: 2,
        combine: 'mean',
        link: 'identity',
        base: new Float64Array(2),
      });
      const votes = rows.map((_, row) => forest.value[forest.leaf[leafOf(forest, 0, columns, row)]! * 2 + 1]);
      expect(votes).toEqual(library.predictionValues(rows).to1DArray());
    }
  });

  it('explains each probability exactly', async () => {
    const model = await fit(1);
    const probabilities = model.predictProbability(test.columns);
    const { base, contributions } = model.explain(test.columns);
    for (const [row, probability] of probabilities.entries()) {
      expect(contributions.reduce((sum, column) => sum + column[row]!, base)).toBeCloseTo(probability, 10);
    }
  });

  it('gives the same model for the same seed and another for another', async () => {
    const [a, b, c] = [await fit(1), await fit(1), await fit(2)].map((model) => model.predictProbability(test.columns));
    expect(b).toEqual(a);
    expect(c).not.toEqual(a);
  });

  it('tells three labels apart', async () => {
    const labels = train.rows.map(([vibration]) => (vibration! < 0.3 ? 3 : vibration! < 0.6 ? 5 : 9));
    const model = await trainClassifier({ features: train.columns, labels, trainer });
    expect(model.labels).toEqual([3, 5, 9]);
    const right = model.predict(train.columns).filter((label, row) => label === labels[row]).length;
    expect(right / labels.length).toBeGreaterThan(0.95);
    const shares = [3, 5, 9].map((label) => model.predictProbability(train.columns, { label })[0]!);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('reports each tree and stops when told to', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const training = trainClassifier({
      features: train.columns,
      labels: train.labels,
      trainer,
      signal: controller.signal,
      onProgress: ({ done, total }) => {
        seen.push(done);
        expect(total).toBe(30);
        if (done === 3) controller.abort();
      },
    });
    await expect(training).rejects.toMatchObject({ code: 'ABORTED' });
    expect(seen).toEqual([1, 2, 3]);
  });

  it('lets the event loop run between trees', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await fit(1);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});

describe('bad input', () => {
  const millions = Array.from({ length: 1_000_000 }, (_, row) => row);
  const column = (values: number[], name = 'x') => ({ name, unit: '1', values: Float64Array.from(values) });

  it.each([
    ['FOREST_EMPTY', [], []],
    ['FOREST_EMPTY', [column([])], []],
    ['FOREST_RAGGED', [column([1, 2]), column([1])], [0, 1]],
    ['FOREST_RAGGED', [column([1, 2])], [0, 1, 1]],
    ['FOREST_COLUMN_MISSING', [column([1, 2]), column([Number.NaN, Number.NaN])], [0, 1]],
    ['FOREST_VALUE_INFINITE', [column([1, Infinity])], [0, 1]],
    ['FOREST_LABEL_INVALID', [column([1, 2])], [0, Number.NaN]],
    ['FOREST_ONE_CLASS', [column([1, 2])], [1, 1]],
    ['FOREST_TOO_MANY_CLASSES', [column(millions)], millions],
  ])('is refused with %s, whoever trains', async (code, columns, labels) => {
    for (const any of [trainer, binnedForest(), boostedTrees()]) {
      await expect(trainClassifier({ features: columns, labels, trainer: any })).rejects.toMatchObject({ code });
    }
    if (/LABEL|CLASS/.test(code)) return;
    for (const any of [binnedForest(), boostedTrees()]) {
      const training = trainRegressor({ features: columns, targets: labels, trainer: any });
      await expect(training).rejects.toMatchObject({ code });
    }
  });

  it('is not a million different values of a feature', async () => {
    const labels = millions.map((value) => (value >= 500_000 ? 1 : 0));
    const learner = binnedForest({ trees: 1, maxDepth: 2 });
    const model = await trainClassifier({ features: [column(millions)], labels, trainer: learner });
    expect(Array.from(model.predict([column([1, 490_000, 510_000, 999_999])]))).toEqual([0, 0, 1, 1]);
  });

  it('is refused with advice above 2,000 rows unless that is overridden', async () => {
    const many = sample(2_001, 3);
    const job = (maxRows?: number) =>
      trainClassifier({
        features: many.columns.slice(2),
        labels: many.labels,
        trainer: mlRandomForest({ trees: 1, maxDepth: 1, ...(maxRows === undefined ? {} : { maxRows }) }),
      });
    await expect(job()).rejects.toMatchObject({
      code: 'FOREST_TOO_MANY_ROWS',
      context: { rows: 2_001, maxRows: 2_000 },
    });
    expect((await job(2_001)).training.rows).toBe(2_001);
    const trainer = mlRandomForest({ trees: 1, rowsPerTree: 100 });
    const thin = await trainClassifier({ features: many.columns, labels: many.labels, trainer });
    expect(thin.training.options).toEqual({ trees: 1, maxDepth: 16, minLeaf: 3, featureShare: 1, rowsPerTree: 100 });
  });

  it('is refused at prediction when a unit or an order differs', async () => {
    const model = await fit(1);
    const swapped = [test.columns[1]!, test.columns[0]!, test.columns[2]!];
    expect(() => model.predictProbability(swapped)).toThrow(
      expect.objectContaining({ code: 'FOREST_FEATURES_DIFFER' }),
    );
    expect(() => model.predictProbability(test.columns, { label: 7 })).toThrow(
      expect.objectContaining({ code: 'FOREST_LABEL_INVALID', context: { label: 7, labels: [0, 1] } }),
    );
    expect(() => mlRandomForest({ trees: 0 })).toThrow(expect.objectContaining({ code: 'FOREST_OPTION_INVALID' }));
    expect(() => columnsFromRows(features, [[1, 2]])).toThrow(expect.objectContaining({ code: 'FOREST_RAGGED' }));
  });
});
