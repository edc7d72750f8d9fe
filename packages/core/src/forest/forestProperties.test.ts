import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binnedForest, boostedTrees, type FeatureColumn, modelFromBytes, takeRows } from './index.ts';
import { trainClassifier } from './trainClassifier.ts';
import { trainRegressor } from './trainRegressor.ts';

/** Few values, so that ties are common, or many; some are missing, but not all. */
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 2 }) },
  { weight: 4, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
const table = fc
  .record({
    rows: fc.array(
      fc.tuple(cell, cell, cell, fc.integer({ min: 0, max: 2 }), fc.double({ min: -5, max: 5, noNaN: true })),
      {
        minLength: 12,
        maxLength: 60,
      },
    ),
    classes: fc.integer({ min: 2, max: 3 }),
    minLeaf: fc.integer({ min: 1, max: 4 }),
    seed: fc.integer({ min: 0, max: 1_000 }),
  })
  .map(({ rows, classes, ...rest }) => {
    const features: FeatureColumn[] = ['a', 'b', 'c'].map((name, index) => ({
      name,
      unit: '1',
      values: Float64Array.from(rows, (row, at) => (at === index ? 0.5 : row[index]!)),
    }));
    // the first rows make sure that every label occurs
    const labels = rows.map((row, at) => (at < classes ? at : row[3] % classes));
    return { features, labels, targets: rows.map((row) => row[4]), ...rest };
  });
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;

const small = { trees: 7, maxDepth: 5 };
const classify = (
  { features, labels, minLeaf, seed }: Omit<Table, 'targets'>,
  options: Parameters<typeof binnedForest>[0] = {},
) => trainClassifier({ features, labels, seed, trainer: binnedForest({ ...small, minLeaf, ...options }) });
const runs = { numRuns: 60 };

describe('any forest', () => {
  it('gives probabilities from 0 to 1 that add up to 1, and so do boosted trees', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (given) => {
        const boosted = boostedTrees({ rounds: 5, minLeaf: given.minLeaf });
        for (const model of [await classify(given), await trainClassifier({ ...given, trainer: boosted })]) {
          const sums = new Float64Array(given.labels.length);
          for (const label of model.labels) {
            for (const [row, probability] of model.predictProbability(given.features, { label }).entries()) {
              expect(probability).toBeGreaterThanOrEqual(0);
              expect(probability).toBeLessThanOrEqual(1);
              sums[row]! += probability;
            }
          }
          for (const sum of sums) expect(sum).toBeCloseTo(1, 10);
        }
      }),
      runs,
    );
  });

  it('answers the same whatever the order of the columns, and of the rows where every tree takes all', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 11 }), async (given, step) => {
        const answers = (await classify(given)).predictProbability(given.features);
        const turned = await classify({ ...given, features: [...given.features].reverse() });
        expect(turned.predictProbability([...given.features].reverse())).toEqual(answers);
        const all = { bootstrap: false };
        const count = given.labels.length;
        const order = Array.from({ length: count }, (_, row) => (row + step) % count);
        const shifted = {
          ...given,
          features: takeRows(given.features, order),
          labels: order.map((row) => given.labels[row]!),
        };
        const once = (await classify(given, all)).predictProbability(given.features);
        expect((await classify(shifted, all)).predictProbability(given.features)).toEqual(once);
      }),
      runs,
    );
  });

  it('answers the same on its rows when features are bent without a change of order', async () => {
    const bends = [Math.exp, (value: number) => value ** 3 + value, (value: number) => 1e6 + 10 * value];
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...bends), async (given, bend) => {
        const bent = given.features.map((feature) => ({ ...feature, values: feature.values.map(bend) }));
        // values so near each other that they fall together are another table
        const kept = bent.every(({ values }, at) => new Set(values).size === new Set(given.features[at]!.values).size);
        fc.pre(kept);
        const model = await classify({ ...given, features: bent });
        expect(model.predictProbability(bent)).toEqual((await classify(given)).predictProbability(given.features));
      }),
      runs,
    );
  });

  it('is explained by Shapley values that add up', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (given) => {
        const model = await classify(given);
        for (const label of model.labels) {
          const { base, contributions } = await model.explainExactly(given.features, { label });
          for (const [row, probability] of model.predictProbability(given.features, { label }).entries()) {
            expect(contributions.reduce((sum, values) => sum + values[row]!, base)).toBeCloseTo(probability, 9);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('has quantiles that do not cross and lie among the targets', async () => {
    const levels = [0, 0.05, 0.3, 0.5, 0.51, 0.9, 1];
    await fc.assert(
      fc.asyncProperty(table, async ({ features, targets, minLeaf, seed }) => {
        const trainer = binnedForest({ ...small, minLeaf, quantiles: true });
        const answers = (await trainRegressor({ features, targets, seed, trainer })).predictQuantiles(features, levels);
        for (let row = 0; row < targets.length; row++) {
          const curve = answers.map((answer) => answer[row]!);
          expect(curve).toEqual([...curve].sort((a, b) => a - b));
          expect(curve.every((value) => targets.includes(value))).toBe(true);
        }
      }),
      runs,
    );
  });

  it('says bit for bit the same when it was saved and loaded', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (given) => {
        const model = await classify(given);
        const bytes = model.toBytes();
        const { model: loaded } = modelFromBytes(bytes);
        expect(loaded.predictProbability(given.features)).toEqual(model.predictProbability(given.features));
        expect(loaded.toBytes()).toEqual(bytes);
      }),
      { numRuns: 30 },
    );
  });
});
