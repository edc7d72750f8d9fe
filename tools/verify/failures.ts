import { parseArgs } from 'node:util';
import { bestF1, scoreClassifier, trainClassifier } from '@usina/core/forest';
import type { VerifyArea } from '../verify.ts';
import { readTable } from './failures/readTable.ts';
import { trainerOf } from './failures/trainers.ts';

/**
 * Trains on one table of failures and scores on another: columns f0…fN and y. The F1 threshold is fitted to the test table; predictions are
 * timed three times and the best counts, as in the script of scikit-learn beside it.
 */
const failures: VerifyArea = async (args, print) => {
  const { values } = parseArgs({
    args,
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      trainer: { type: 'string', default: 'forest' },
      trees: { type: 'string', default: '100' },
      'max-depth': { type: 'string', default: '0' },
      'min-leaf': { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!values.train || !values.test) throw new Error('Give --train A.csv --test B.csv, columns f0…fN and y.');
  // leaves of one row are the default of forests alone: boosting would learn them by heart
  const minLeaf = values['min-leaf'] ?? (values.trainer === 'boosted' ? undefined : '1');
  const trainer = trainerOf(values.trainer, {
    trees: Number(values.trees),
    maxDepth: Number(values['max-depth']),
    minLeaf: minLeaf === undefined ? undefined : Number(minLeaf),
  });
  const [train, test] = [readTable(values.train), readTable(values.test)];
  if (values.trainer === 'ml' && train.labels.length > 2_000) {
    print({ warning: `ml-random-forest is quadratic in rows: ${train.labels.length} rows will take long.` });
  }
  const before = process.cpuUsage();
  const model = await trainClassifier({ ...train, trainer, seed: Number(values.seed) });
  const { user, system } = process.cpuUsage(before);
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    model.predictProbability(test.features);
    return (performance.now() - started) / 1_000;
  });
  const probabilities = model.predictProbability(test.features);
  const { threshold } = bestF1({ labels: test.labels, probabilities });
  const { rocAuc, prAuc, f1, brier, baseRate } = scoreClassifier({ labels: test.labels, probabilities, threshold });
  return {
    passed: rocAuc > 0.5 ? 1 : 0,
    failed: rocAuc > 0.5 ? 0 : 1,
    trainer: trainer.id,
    rocAuc,
    prAuc,
    f1,
    threshold,
    brier,
    baseRate,
    trainCpuS: (user + system) / 1e6,
    predictRowsPerS: Math.round(test.labels.length / Math.min(...times)),
  };
};

export default failures;
