import { expect, it } from 'vitest';
import { binnedForest, type FeatureColumn, permutationImportance, trainClassifier, trainRegressor } from './index.ts';

const values = (shift: number) => Float64Array.from({ length: 400 }, (_, row) => (row * 37 + shift * 113) % 400);
const features: FeatureColumn[] = [
  { name: 'load', unit: 'W', values: values(1) },
  { name: 'noise', unit: '1', values: Float64Array.from({ length: 400 }, (_, row) => (row * row) % 17) },
];
const labels = Array.from(features[0]!.values, (value) => (value > 200 ? 1 : 0));
const trainer = binnedForest({ trees: 20, featuresPerNode: 2 });

it('is the loss that a shuffled column causes', async () => {
  const classifier = await trainClassifier({ features, labels, trainer });
  const [load, noise] = await permutationImportance({ model: classifier, features, answers: labels });
  expect(load!.increase).toBeGreaterThan(1);
  expect(Math.abs(noise!.increase)).toBeLessThan(0.05);
  const regressor = await trainRegressor({ features, targets: features[0]!.values, trainer });
  const answers = features[0]!.values;
  const [first] = await permutationImportance({ model: regressor, features, answers });
  // two independent draws of 0 … 399 differ by 2 × 399² / 12 = 26,600 in the mean square
  expect(first!.increase).toBeGreaterThan(20_000);
  expect(first!.increase).toBeLessThan(33_000);
});

it('refuses labels that the model does not know', async () => {
  const model = await trainClassifier({ features, labels, trainer });
  await expect(permutationImportance({ model, features, answers: labels.map(() => 2) })).rejects.toMatchObject({
    code: 'FOREST_LABEL_INVALID',
    context: { row: 0, label: 2 },
  });
});
