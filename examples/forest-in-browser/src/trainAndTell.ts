import {
  binnedForest,
  makeImbalanced,
  modelFromBytes,
  prAuc,
  type TrainingProgress,
  takeRows,
  trainClassifier,
} from '@usina/core/forest';
import type { JobRunner } from '@usina/core/jobs';

/** Trains on 4,000 rows, judges on 2,000 more, saves, loads and explains. Nothing here knows whether it runs in a page. */
export async function trainAndTell(
  runner?: JobRunner,
  onProgress?: (progress: TrainingProgress) => void,
): Promise<string[]> {
  const table = makeImbalanced({ rows: 6_000, rate: 0.1, seed: 1 });
  const part = (from: number, to: number) => {
    const rows = Array.from({ length: to - from }, (_, index) => from + index);
    return { features: takeRows(table.features, rows), labels: table.labels.slice(from, to) };
  };
  const [train, test] = [part(0, 4_000), part(4_000, 6_000)];
  // without a runner the trees are grown here, giving way every 20 ms
  const trainer = binnedForest({ trees: 100, ...(runner ? { runner } : {}) });
  const model = await trainClassifier({ ...train, trainer, seed: 1, ...(onProgress ? { onProgress } : {}) });
  const probabilities = model.predictProbability(test.features);

  const bytes = model.toBytes();
  const { model: loaded } = modelFromBytes(bytes);
  const same = loaded.predictProbability(test.features).every((value, row) => value === probabilities[row]);
  const checksum = Array.from(bytes.slice(-4), (byte) => byte.toString(16).padStart(2, '0')).join('');

  const row = takeRows(test.features, [probabilities.indexOf(Math.max(...probabilities))]);
  const { contributions } = await loaded.explainExactly(row);
  const reasons = row.map(({ name }, index) => ({ name, moved: contributions[index]![0]! }));
  const [reason] = reasons.sort((a, b) => b.moved - a.moved);
  return [
    `trees: ${model.parts.forest.roots.length}, PR-AUC on unseen rows: ${prAuc({ ...test, probabilities }).toFixed(3)}`,
    `model file: ${bytes.length} bytes, checksum …${checksum}, loaded it says the same: ${same}`,
    `riskiest row: mostly ${reason!.name}, +${reason!.moved.toFixed(3)}`,
  ];
}
