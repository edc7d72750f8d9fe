import { describe, expect, it } from 'vitest';
import {
  type BoostedTreesOptions,
  binnedForest,
  boostedTrees,
  type FeatureColumn,
  type Model,
  trainClassifier,
  trainRegressor,
} from '../index.ts';

const random = (seed: number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Answers that rise with age and fall with care on the whole, turn back in places, and depend on a third column. */
function table(seed: number, rows = 1_500) {
  const draw = random(seed);
  const values = () => Float64Array.from({ length: rows }, () => (draw() < 0.05 ? Number.NaN : 4 * draw()));
  const features: FeatureColumn[] = ['age', 'care', 'site'].map((name) => ({ name, unit: '1', values: values() }));
  const [age, care, site] = features.map((column) => column.values.map((value) => (Number.isNaN(value) ? 1 : value)));
  const targets = age!.map(
    (value, row) => value + Math.sin(5 * value) - care![row]! * (site![row]! > 2 ? 1.5 : 0.2) + 2 * (draw() - 0.5),
  );
  return { features, targets, labels: Array.from(targets, (target) => (target > 0.5 ? 1 : 0)) };
}

/** Greatest step against the direction along a feature, others held at many places. */
function worstStep(answer: (columns: FeatureColumn[]) => Float64Array, along: string, sign: number): number {
  const draw = random(99);
  let worst = 0;
  for (let place = 0; place < 60; place++) {
    const held = [4 * draw(), 4 * draw(), place % 5 === 0 ? Number.NaN : 4 * draw()];
    const columns = ['age', 'care', 'site'].map((name, at) => ({
      ...{ name, unit: '1' },
      values: Float64Array.from({ length: 100 }, (_, step) => (name === along ? step / 25 : held[at]!)),
    }));
    const answers = answer(columns);
    for (let step = 1; step < 100; step++) worst = Math.max(worst, sign * (answers[step - 1]! - answers[step]!));
  }
  return worst;
}

type Options = Pick<BoostedTreesOptions, 'monotone'>;
const monotone = { age: 'rising', care: 'falling' } as const;
const trainers = { boosted: boostedTrees, forest: (options: Options) => binnedForest({ trees: 40, ...options }) };
const kinds = (['boosted', 'forest'] as const).flatMap((trainer) => [
  {
    ...{ kind: 'expected value', trainer },
    train: (options: Options, seed: number) => trainRegressor({ ...table(seed), trainer: trainers[trainer](options) }),
  },
  {
    ...{ kind: 'probability', trainer },
    train: (options: Options, seed: number) => trainClassifier({ ...table(seed), trainer: trainers[trainer](options) }),
  },
]);

describe.each(kinds)('monotone features: $kind, $trainer', ({ kind, train }) => {
  const answerOf = (model: Model) => (columns: FeatureColumn[]) =>
    kind === 'probability' ? model.predictProbability(columns) : model.predict(columns);

  it('moves one way along them, which it would not by itself', async () => {
    for (const seed of [1, 2, 3]) {
      const free = answerOf(await train({}, seed));
      expect(worstStep(free, 'age', 1)).toBeGreaterThan(0.01);
      expect(worstStep(free, 'care', -1)).toBeGreaterThan(0.01);
      const model = await train({ monotone }, seed);
      expect(worstStep(answerOf(model), 'age', 1)).toBe(0);
      expect(worstStep(answerOf(model), 'care', -1)).toBe(0);
      expect(model.training.options.monotone).toBe('age rising, care falling');
    }
  });

  it('still learns from them', async () => {
    const model = await train({ monotone }, 4);
    const { features, targets, labels } = table(5);
    const answers = answerOf(model)(features);
    const wanted = kind === 'probability' ? labels : targets;
    const mean = Array.from(wanted).reduce((sum, value) => sum + value, 0) / wanted.length;
    const left = answers.reduce((sum, value, row) => sum + (value - wanted[row]!) ** 2, 0);
    expect(left / Array.from(wanted).reduce((sum, value) => sum + (value - mean) ** 2, 0)).toBeLessThan(0.65);
    expect(model.importance().map(({ share }) => share > 0.02)).toEqual([true, true, true]);
  });
});

describe('monotone', () => {
  const { features, targets, labels } = table(1, 200);
  const refused = { code: 'FOREST_OPTION_INVALID' };

  it('refuses features that are not there and directions that are none', async () => {
    for (const trainer of Object.values(trainers)) {
      const unknown = trainer({ monotone: { agee: 'rising' } });
      await expect(trainRegressor({ features, targets, trainer: unknown })).rejects.toMatchObject(refused);
      const sideways = trainer({ monotone: { age: 'toString' as 'rising' } });
      await expect(trainRegressor({ features, targets, trainer: sideways })).rejects.toMatchObject(refused);
    }
  });

  it('refuses quantiles and more than two classes, which it does not hold for', async () => {
    const three = labels.map((label, row) => label + (row % 2) * 2);
    for (const trainer of Object.values(trainers)) {
      await expect(trainClassifier({ features, labels: three, trainer: trainer({ monotone }) })).rejects.toMatchObject(
        refused,
      );
    }
    for (const trainer of [boostedTrees({ monotone, quantiles: [0.5] }), binnedForest({ monotone, quantiles: true })]) {
      await expect(trainRegressor({ features, targets, trainer })).rejects.toMatchObject(refused);
    }
  });
});
