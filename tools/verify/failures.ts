import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bestF1, type FeatureColumn, scoreClassifier, trainClassifier } from '@usina/core/forest';
import { mlRandomForest } from '@usina/core/forest/ml';
import type { VerifyArea } from '../verify.ts';

/** Trainers by name; each takes trees, depth (0 = unlimited) and least rows of a leaf. */
const trainers = {
  ml: (trees: number, maxDepth: number, minLeaf: number) =>
    mlRandomForest({ trees, maxDepth, minLeaf, maxRows: Number.MAX_SAFE_INTEGER }),
};

/** Trains on one table of failures and scores on another: columns f0…fN and y. The F1 threshold is fitted to the test table. */
const failures: VerifyArea = async (args, print) => {
  const { values } = parseArgs({
    args,
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      trainer: { type: 'string', default: 'ml' },
      trees: { type: 'string', default: '100' },
      'max-depth': { type: 'string', default: '0' },
      'min-leaf': { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
    },
  });
  const create = trainers[values.trainer as keyof typeof trainers];
  if (!create) throw new Error(`No trainer "${values.trainer}". Known: ${Object.keys(trainers).join(', ')}.`);
  if (!values.train || !values.test) throw new Error('Give --train A.csv --test B.csv, columns f0…fN and y.');
  const [train, test] = [readTable(values.train), readTable(values.test)];
  if (train.labels.length > 2_000) {
    print({ warning: `ml-random-forest is quadratic in rows: ${train.labels.length} rows will take long.` });
  }
  const trainer = create(Number(values.trees), Number(values['max-depth']), Number(values['min-leaf']));
  const before = process.cpuUsage();
  const model = await trainClassifier({ ...train, trainer, seed: Number(values.seed) });
  const { user, system } = process.cpuUsage(before);
  const started = performance.now();
  const probabilities = model.predictProbability(test.features);
  const seconds = (performance.now() - started) / 1_000;
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
    predictRowsPerS: Math.round(test.labels.length / seconds),
  };
};

export default failures;

function readTable(file: string): { features: FeatureColumn[]; labels: number[] } {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  const names = header.split(',');
  const target = names.indexOf('y');
  if (target < 0) throw new Error(`${file}: no column y, read ${header}.`);
  const rows = lines.map((line, index) => {
    const cells = line.split(',').map((cell) => (cell === '' ? Number.NaN : Number(cell)));
    if (cells.length === names.length) return cells;
    throw new Error(`${file}, line ${index + 2}: ${cells.length} cells, expected ${names.length}.`);
  });
  const features = names.flatMap((name, column) =>
    column === target ? [] : [{ name, unit: '1', values: Float64Array.from(rows, (row) => row[column]!) }],
  );
  return { features, labels: rows.map((row) => row[target]!) };
}
