import { describe, expect, it } from 'vitest';
import {
  bestF1,
  binnedForest,
  boostedTrees,
  driftReference,
  fitIsotonic,
  hashTable,
  type Model,
  type ModelNotes,
  makeImbalanced,
  measureDrift,
  modelFromBytes,
  trainClassifier,
  trainRegressor,
} from '../index.ts';
import { mlRandomForest } from '../ml.ts';

const { features, labels } = makeImbalanced({ rows: 1_500, rate: 0.2, missing: 0.05, seed: 1 });
const later = makeImbalanced({ rows: 300, rate: 0.2, missing: 0.05, seed: 2 });
const targets = features[0]!.values.map((value, row) => (Number.isNaN(value) ? 0 : value) * 3 + labels[row]!);
const one = later.features.map((column) => ({ ...column, values: column.values.slice(0, 1) }));

function reread(model: Model, notes?: ModelNotes) {
  const bytes = model.toBytes(notes);
  const stored = modelFromBytes(bytes);
  expect(stored.model.toBytes({ ...notes })).toEqual(bytes);
  expect(stored.model.features).toEqual(model.features);
  expect(stored.model.labels).toEqual(model.labels);
  expect(stored.model.training).toEqual(model.training);
  expect(stored.model.importance()).toEqual(model.importance());
  expect(stored.model.outOfBag).toEqual(model.outOfBag);
  for (const columns of [later.features, one]) {
    expect(stored.model.predict(columns)).toEqual(model.predict(columns));
    expect(stored.model.explain(columns)).toEqual(model.explain(columns));
  }
  return stored;
}

describe('a model that was saved and loaded', () => {
  it('predicts bit for bit: forest of classes, with all that is known of it', async () => {
    const trainer = binnedForest({ trees: 20, outOfBag: true });
    const model = await trainClassifier({ features, labels, trainer, seed: 3 });
    const held = { labels: later.labels, probabilities: model.predictProbability(later.features) };
    const calibration = fitIsotonic(held);
    const notes: ModelNotes = {
      dataSha256: await hashTable(features, labels),
      startMs: 0,
      endMs: 86_400_000,
      horizonMs: 3_600_000,
      metrics: [{ split: 'time', rows: 300, values: { f1: bestF1(held).f1 } }],
      threshold: 0.4,
      calibration,
      drift: driftReference({ features }),
    };
    const { model: read, card, calibration: readCalibration } = reread(model, notes);
    expect(read.predictProbability(later.features)).toEqual(held.probabilities);
    expect(await read.explainExactly(one)).toEqual(await model.explainExactly(one));
    expect(readCalibration!.apply(0.3)).toBe(calibration.apply(0.3));
    expect(card).toMatchObject({
      horizonMs: 3_600_000,
      threshold: 0.4,
      seed: 3,
      trainer: { id: 'usina binned forest 1' },
    });
    expect(card.metrics!.map(({ split }) => split)).toEqual(['outOfBag', 'time']);
    expect(card.prior.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(card.prior[1]).toBe(labels.filter((label) => label === 1).length / 1_500);
    expect(measureDrift(card.drift!, features).every(({ psi }) => psi === 0)).toBe(true);
    expect(read.parts.edges!.length).toBe(20);
    expect(read.parts.edges).toEqual(model.parts.edges);
  });

  it('predicts bit for bit: forest of quantiles', async () => {
    const model = await trainRegressor({ features, targets, trainer: binnedForest({ trees: 10, quantiles: true }) });
    const { model: read, card } = reread(model);
    expect(read.predictQuantiles(later.features, [0.1, 0.5, 0.9])).toEqual(
      model.predictQuantiles(later.features, [0.1, 0.5, 0.9]),
    );
    expect(card.labels).toBeUndefined();
    expect(card.prior).toEqual([expect.closeTo(targets.reduce((sum, value) => sum + value, 0) / 1_500, 0)]);
  });

  it('predicts bit for bit: boosted trees for two labels, three, numbers and quantiles', async () => {
    const trainer = boostedTrees({ rounds: 15, quantiles: [0.1, 0.5, 0.9] });
    const three = Array.from(labels, (label, row) => label + (row % 3 === 0 ? 1 : 0));
    for (const of of [labels, three]) {
      const model = await trainClassifier({ features, labels: of, trainer });
      const { model: read } = reread(model);
      expect(read.predictProbability(later.features)).toEqual(model.predictProbability(later.features));
    }
    const levels = await trainRegressor({ features, targets, trainer });
    const { model: read, card } = reread(levels);
    expect(read.predictQuantiles(later.features, [0.9])).toEqual(levels.predictQuantiles(later.features, [0.9]));
    expect(card.prior.length).toBe(3);
    reread(await trainRegressor({ features, targets, trainer: boostedTrees({ rounds: 15 }) }));
  });

  it('predicts bit for bit: the forest of a library', async () => {
    const trainer = mlRandomForest({ trees: 3, rowsPerTree: 200, maxDepth: 0 });
    const model = await trainClassifier({ features, labels, trainer });
    reread(model);
    expect(() => model.toBytes({ horizonMs: -1 })).toThrow(expect.objectContaining({ code: 'FOREST_FILE_INVALID' }));
  });
});
