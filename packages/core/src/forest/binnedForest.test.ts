import { Worker } from 'node:worker_threads';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJobPool, defineJob, type JobRunner } from '../jobs/index.ts';
import { createNodeJobPool, nodeWorker } from '../jobs/node.ts';
import { type GrowTreesInput, growTrees } from './binned/growTrees.ts';
import { leafOf } from './FlatForest.ts';
import {
  binnedForest,
  type FeatureColumn,
  type Model,
  makeImbalanced,
  prAuc,
  rocAuc,
  takeRows,
  trainClassifier,
  trainRegressor,
} from './index.ts';
import { mlRandomForest } from './ml.ts';

const all = makeImbalanced({ rows: 6_000, rate: 0.1, missing: 0.05, seed: 3 });
const half = (from: number) => {
  const rows = Array.from({ length: 3_000 }, (_, index) => from + index);
  return { features: takeRows(all.features, rows), labels: rows.map((row) => all.labels[row]!) };
};
const [train, test] = [half(0), half(3_000)];
const column = (values: ArrayLike<number>, name = 'x'): FeatureColumn => ({
  name,
  unit: '1',
  values: Float64Array.from(values),
});
const quick = { trees: 20, minLeaf: 2 };
const bytes = ({ parts }: Model) =>
  JSON.stringify([parts.forest, parts.importance], (_, part) =>
    ArrayBuffer.isView(part) ? Array.from(part as Float64Array) : part,
  );
const fit = (options = {}, seed = 1) =>
  trainClassifier({ ...train, trainer: binnedForest({ ...quick, ...options }), seed });

/** A number that rises with x and spreads with it; z says nothing. */
function slope(rows: number, seed: number) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const x = Float64Array.from({ length: rows }, () => 10 * random());
  const z = Float64Array.from({ length: rows }, random);
  const targets = x.map((value) => 1e6 + value + value * (random() - 0.5));
  return { features: [column(x, 'x'), column(z, 'z')], targets };
}

describe('a binned forest of classes', () => {
  it('finds rare failures that it has not seen, gaps and all', async () => {
    const model = await fit({ trees: 100, outOfBag: true });
    const probabilities = model.predictProbability(test.features);
    // scikit-learn 1.2.1 on this table, gaps filled with medians, three seeds: ROC-AUC 0.846 to 0.847, PR-AUC 0.442 to 0.445
    expect(Math.abs(rocAuc({ labels: test.labels, probabilities }) - 0.847)).toBeLessThan(0.01);
    expect(Math.abs(prAuc({ labels: test.labels, probabilities }) - 0.444)).toBeLessThan(0.02);
    expect(model.outOfBag).toMatchObject({ rows: 3_000 });
    expect(Math.abs(model.outOfBag!.figures.rocAuc! - 0.847)).toBeLessThan(0.03);
    expect(model.importance().reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    const opposite = model.predictProbability(test.features, { label: 0 });
    for (const [row, probability] of probabilities.entries()) {
      expect(probability).toBeGreaterThanOrEqual(0);
      expect(probability).toBeLessThanOrEqual(1);
      expect(probability + opposite[row]!).toBeCloseTo(1, 12);
    }
  });

  it('predicts one row as it predicts many, and as the trees say', async () => {
    const model = await fit();
    const { forest } = model.parts;
    const many = model.predictProbability(test.features);
    const values = test.features.map((feature) => feature.values);
    for (let row = 0; row < 200; row++) {
      expect(model.predictProbability(takeRows(test.features, [row]))[0]).toBe(many[row]);
      const shares = Array.from(
        forest.roots,
        (root) => forest.value[forest.leaf[leafOf(forest, root, values, row)]! * 2 + 1]!,
      );
      expect(many[row]).toBe(shares.reduce((sum, share) => sum + share, 0) / 20);
    }
  });

  it('is the same for the same seed whoever grows it, and another for another seed', async () => {
    const alone = bytes(await fit());
    const pool = createNodeJobPool({ workers: 2 });
    const single = createNodeJobPool({ workers: 1 });
    try {
      expect(bytes(await fit({ runner: pool }))).toBe(alone);
      expect(bytes(await fit({ runner: single }))).toBe(alone);
    } finally {
      await Promise.all([pool.close(), single.close()]);
    }
    expect(bytes(await fit({}, 2))).not.toBe(alone);
  });

  it('does not mind the order of the columns', async () => {
    const turned = [...train.features].reverse();
    const model = await trainClassifier({ ...train, features: turned, trainer: binnedForest(quick) });
    const expected = (await fit()).predictProbability(test.features);
    expect(model.predictProbability([...test.features].reverse())).toEqual(expected);
  });

  it('does not mind the order of the rows where every tree takes all', async () => {
    const order = Array.from({ length: 3_000 }, (_, row) => (row * 7) % 3_000);
    const shuffled = { features: takeRows(train.features, order), labels: order.map((row) => train.labels[row]!) };
    const model = await trainClassifier({ ...shuffled, trainer: binnedForest({ ...quick, bootstrap: false }) });
    expect(bytes(model)).toBe(bytes(await fit({ bootstrap: false })));
  });

  it('looks at the order of values only', async () => {
    const bend = (features: readonly FeatureColumn[]) =>
      features.map((feature) => ({ ...feature, values: feature.values.map((value) => Math.exp(value / 4)) }));
    const bent = await trainClassifier({ ...train, features: bend(train.features), trainer: binnedForest(quick) });
    expect(bent.predictProbability(bend(train.features))).toEqual((await fit()).predictProbability(train.features));
  });

  it('keeps to depth and leaf size', async () => {
    const model = await fit({ trees: 3, maxDepth: 2, minLeaf: 100 });
    const { forest } = model.parts;
    expect(forest.feature.length).toBeLessThanOrEqual(3 * 7);
    for (const [node, feature] of forest.feature.entries()) {
      if (feature < 0) expect(forest.weight[node]).toBeGreaterThanOrEqual(100);
      else expect(forest.weight[node]).toBe(forest.weight[forest.left[node]!]! + forest.weight[forest.right[node]!]!);
    }
  });

  it('tells many classes apart and sends gaps where they belong', async () => {
    const known = Array.from({ length: 900 }, (_, row) => (row % 3 === 2 ? Number.NaN : row % 3));
    const labels = known.map((value) => (Number.isNaN(value) ? 7 : value));
    const trainer = binnedForest({ ...quick, featuresPerNode: 2 });
    const model = await trainClassifier({
      features: [
        column(known),
        column(
          known.map((_, row) => row),
          'row',
        ),
      ],
      labels,
      trainer,
    });
    expect(model.labels).toEqual([0, 1, 7]);
    expect(
      Array.from(
        model.predict([
          column(known),
          column(
            known.map(() => 0),
            'row',
          ),
        ]),
      ),
    ).toEqual(labels);
    const two = labels.map((label) => (label === 7 ? 1 : 0));
    const gaps = await trainClassifier({ features: [column(known)], labels: two, trainer });
    expect(Array.from(gaps.predict([column(known)]))).toEqual(two);
  });

  it('draws rows by their weight and leans towards weighted classes', async () => {
    const labels = Array.from({ length: 200 }, (_, row) => row % 2);
    const features = [column(labels.map((_, row) => row % 7))];
    const trainer = binnedForest({ trees: 10 });
    const rowWeights = labels.map((label) => label);
    const only = await trainClassifier({ features, labels, rowWeights, trainer });
    expect(only.predictProbability(features).every((probability) => probability === 1)).toBe(true);
    const mean = async (classWeights: ReadonlyMap<number, number>) => {
      const model = await trainClassifier({ features, labels, classWeights, trainer });
      return model.predictProbability(features).reduce((sum, probability) => sum + probability, 0) / 200;
    };
    expect(await mean(new Map([[1, 9]]))).toBeCloseTo(0.9, 1);
    expect(await mean(new Map())).toBeCloseTo(0.5, 1);
  });

  it('draws rows as often as it is told to', async () => {
    const labels = Array.from({ length: 50 }, (_, row) => (row < 25 ? 0 : 1));
    const features = [column(labels.map((_, row) => row))];
    const trainer = binnedForest({ trees: 3, rowsPerTree: 20_000 });
    const model = await trainClassifier({ features, labels, trainer });
    expect(Array.from(model.predict(features))).toEqual(labels);
    expect(Array.from(model.parts.forest.roots, (root) => model.parts.forest.weight[root])).toEqual([
      20_000, 20_000, 20_000,
    ]);
  });

  it('explains each probability exactly', async () => {
    const model = await fit({ trees: 5, maxDepth: 4 });
    const few = takeRows(test.features, [0, 1, 2]);
    const probabilities = model.predictProbability(few);
    for (const { base, contributions } of [model.explain(few), await model.explainExactly(few)]) {
      for (const [row, probability] of probabilities.entries()) {
        expect(contributions.reduce((sum, values) => sum + values[row]!, base)).toBeCloseTo(probability, 10);
      }
    }
  });
});

describe('a binned forest of numbers', () => {
  it('estimates what it has not seen', async () => {
    const options = { trees: 50, minLeaf: 20, featuresPerNode: 2, outOfBag: true };
    const model = await trainRegressor({ ...slope(2_000, 1), trainer: binnedForest(options) });
    const { features, targets } = slope(500, 2);
    const errors = model.predict(features).map((value, row) => Math.abs(value - targets[row]!));
    expect(errors.reduce((sum, error) => sum + error, 0) / 500).toBeLessThan(1.6);
    // the spread leaves 0.75 to whoever knows the law
    expect(model.outOfBag!.figures.r2).toBeGreaterThan(0.7);
    expect(() => model.predictProbability(features)).toThrow(expect.objectContaining({ code: 'FOREST_TASK_DIFFERS' }));
    expect(() => model.predictQuantiles(features, [0.5])).toThrow(
      expect.objectContaining({ code: 'FOREST_TASK_DIFFERS' }),
    );
  });

  it('gives quantiles that cover what they say and do not cross', async () => {
    const trainer = binnedForest({ trees: 100, minLeaf: 10, featuresPerNode: 2, quantiles: true });
    const model = await trainRegressor({ ...slope(4_000, 1), trainer });
    const { features, targets } = slope(2_000, 2);
    const levels = [0.1, 0.5, 0.9];
    const bands = model.predictQuantiles(features, levels);
    for (const [index, level] of levels.entries()) {
      const below = targets.filter((target, row) => target <= bands[index]![row]!).length / 2_000;
      expect(Math.abs(below - level)).toBeLessThan(0.04);
    }
    const any = fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 4 });
    const few = takeRows(features, [0, 1, 2, 3]);
    fc.assert(
      fc.property(any, (chosen) => {
        const sorted = [...chosen].sort((a, b) => a - b);
        const curves = model.predictQuantiles(few, sorted);
        for (let index = 1; index < curves.length; index++) {
          for (let row = 0; row < 4; row++)
            expect(curves[index]![row]).toBeGreaterThanOrEqual(curves[index - 1]![row]!);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('training', () => {
  it('reports trees, gives way, and stops when told to', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const training = trainClassifier({
      ...train,
      trainer: binnedForest({ trees: 500 }),
      signal: controller.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (done === 100) controller.abort();
      },
    });
    await expect(training).rejects.toMatchObject({ code: 'ABORTED' });
    clearInterval(timer);
    expect(seen.slice(0, 3)).toEqual([1, 2, 3]);
    expect(turns).toBeGreaterThan(1);
  });

  it('stops in workers too, and tells of a worker that dies', async () => {
    const controller = new AbortController();
    const pool = createNodeJobPool({ workers: 1 });
    const trainer = binnedForest({ trees: 5_000, runner: pool });
    const training = trainClassifier({
      ...train,
      trainer,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(training).rejects.toMatchObject({ code: 'ABORTED' });
    await pool.close();
    const threads: Worker[] = [];
    const createWorker = () => {
      const thread = new Worker(`require('node:worker_threads').parentPort.once('message', () => process.exit(3))`, {
        eval: true,
      });
      threads.push(thread);
      return nodeWorker(thread);
    };
    const dying = createJobPool({ createWorker, workers: 2, retries: 1 });
    await expect(fit({ runner: dying })).rejects.toMatchObject({ code: 'JOB_CRASHED' });
    await dying.close();
    expect(threads.length).toBeGreaterThan(1);
    // the id of a thread that is gone
    expect(threads.every(({ threadId }) => threadId === -1)).toBe(true);
  });

  it('stops the other parts when one fails', async () => {
    const signals: AbortSignal[] = [];
    const failing: JobRunner = {
      run: ((_job: unknown, { input, signal }: { input: GrowTreesInput; signal: AbortSignal }) => {
        signals.push(signal);
        if (input.from === 0) return Promise.reject(new Error('broken'));
        return growTrees(input, { signal, onProgress: () => undefined });
      }) as JobRunner['run'],
      close: async () => undefined,
    };
    await expect(fit({ runner: failing })).rejects.toThrow('broken');
    expect(signals.every((signal) => signal.aborted)).toBe(true);
    expect(defineJob({ id: 'x', module: '#forest-jobs' }).module).toBe('#forest-jobs');
  });

  it.each([
    ['FOREST_TOO_MANY_CLASSES', { labels: Array.from({ length: 3_000 }, (_, row) => row) }],
    ['FOREST_WEIGHT_INVALID', { rowWeights: [1] }],
    ['FOREST_WEIGHT_INVALID', { rowWeights: train.labels.map(() => 0) }],
    ['FOREST_WEIGHT_INVALID', { classWeights: new Map([[1, -1]]) }],
    ['FOREST_OPTION_INVALID', { seed: 0.5 }],
    ['FOREST_OPTION_INVALID', { rowWeights: train.labels.map(() => 2), trainer: binnedForest({ bootstrap: false }) }],
    ['FOREST_OPTION_INVALID', { classWeights: 'balanced' as const, trainer: mlRandomForest({ maxRows: 5_000 }) }],
  ])('refuses with %s', async (code, wrong) => {
    await expect(trainClassifier({ ...train, trainer: binnedForest(quick), ...wrong })).rejects.toMatchObject({ code });
  });

  it('refuses options and targets that make no sense', async () => {
    for (const options of [{ trees: 0 }, { minLeaf: 0 }, { maxDepth: -1 }, { bootstrap: false, outOfBag: true }]) {
      expect(() => binnedForest(options)).toThrow(expect.objectContaining({ code: 'FOREST_OPTION_INVALID' }));
    }
    const targets = train.labels.map((label, row) => (row === 5 ? Number.NaN : label));
    await expect(
      trainRegressor({ features: train.features, targets, trainer: binnedForest(quick) }),
    ).rejects.toMatchObject({
      code: 'FOREST_TARGET_INVALID',
      context: { row: 5 },
    });
  });
});
