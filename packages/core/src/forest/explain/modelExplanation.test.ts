import { describe, expect, it } from 'vitest';
import { binnedForest, boostedTrees, makeImbalanced, trainClassifier, trainRegressor } from '../index.ts';

const { features, labels } = makeImbalanced({ rows: 1_500, rate: 0.2, missing: 0.05, seed: 1 });
const rows = makeImbalanced({ rows: 20, missing: 0.1, seed: 2 }).features;

/** Greatest gap between what was answered and what base and contributions add up to. */
function gap(answers: Float64Array, { base, contributions }: { base: number; contributions: readonly Float64Array[] }) {
  return Math.max(
    ...answers.map((answer, row) => Math.abs(answer - contributions.reduce((sum, column) => sum + column[row]!, base))),
  );
}

describe('the explanation of a trained model', () => {
  it('adds up to the probability of each of three labels', async () => {
    const three = Array.from(labels, (label, row) => label + (features[0]!.values[row]! > 0.5 ? 1 : 0));
    const model = await trainClassifier({ features, labels: three, trainer: binnedForest({ trees: 25 }) });
    expect(model.labels).toEqual([0, 1, 2]);
    for (const label of model.labels) {
      const answers = model.predictProbability(rows, { label });
      expect(gap(answers, model.explain(rows, { label }))).toBeLessThan(1e-9);
      expect(gap(answers, await model.explainExactly(rows, { label }))).toBeLessThan(1e-9);
    }
  });

  it('adds up to the log odds of a boosted model, for either label', async () => {
    const model = await trainClassifier({ features, labels, trainer: boostedTrees({ rounds: 25 }) });
    for (const label of model.labels) {
      const logOdds = model.predictProbability(rows, { label }).map((p) => Math.log(p / (1 - p)));
      expect(gap(logOdds, model.explain(rows, { label }))).toBeLessThan(1e-9);
      expect(gap(logOdds, await model.explainExactly(rows, { label }))).toBeLessThan(1e-9);
    }
  });

  it('adds up to the expected target, and says how far it is', async () => {
    const targets = features[0]!.values.map((value, row) => (Number.isNaN(value) ? 0 : value) * 3 + labels[row]!);
    const model = await trainRegressor({ features, targets, trainer: binnedForest({ trees: 25 }) });
    const seen: number[] = [];
    const exact = await model.explainExactly(rows, { onProgress: ({ done }) => seen.push(done) });
    expect(gap(model.predict(rows), exact)).toBeLessThan(1e-9);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, row) => row + 1));
    const loudest = exact.contributions.map((column) => column.reduce((sum, value) => sum + Math.abs(value), 0));
    expect(loudest.indexOf(Math.max(...loudest))).toBe(0);
  });
});
