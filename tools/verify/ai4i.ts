import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  bestF1,
  columnsFromRows,
  type Feature,
  scoreClassifier,
  splitByGroup,
  takeRows,
  trainClassifier,
} from '@usina/core/forest';
import type { VerifyArea } from '../verify.ts';
import { trainerOf } from './failures/trainers.ts';

/** What is measured, and three figures of physics made of it. The failure modes TWF … RNF are the answer: never inputs. */
const features: Feature[] = [
  { name: 'quality', unit: '1' },
  { name: 'airTemperature', unit: 'K' },
  { name: 'processTemperature', unit: 'K' },
  { name: 'speed', unit: '1/min' },
  { name: 'torque', unit: 'Nm' },
  { name: 'toolWear', unit: 'min' },
  { name: 'temperatureDifference', unit: 'K' },
  { name: 'power', unit: 'W' },
  { name: 'overstrain', unit: 'min·Nm' },
];

/** Machine failures of the AI4I 2020 layout. The threshold comes from predictions for parts of the training table left out in turn. */
const ai4i: VerifyArea = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      trainer: { type: 'string', default: 'forest' },
      trees: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!values.train || !values.test) throw new Error('Give --train A.csv --test B.csv in the layout of AI4I 2020.');
  const trainer = trainerOf(values.trainer, { trees: values.trees === undefined ? undefined : Number(values.trees) });
  const seed = Number(values.seed);
  const [train, test] = [readMachines(values.train), readMachines(values.test)];
  const held = new Float64Array(train.labels.length);
  const folds = splitByGroup({ groups: train.labels.map((_, row) => row), shares: [0.2, 0.2, 0.2, 0.2, 0.2], seed });
  for (const fold of folds) {
    const others = folds.filter((other) => other !== fold).flatMap(({ rows }) => rows);
    const model = await trainClassifier({
      features: takeRows(train.features, others),
      labels: others.map((row) => train.labels[row]!),
      trainer,
      seed,
    });
    const probabilities = model.predictProbability(takeRows(train.features, fold.rows));
    for (const [index, row] of fold.rows.entries()) held[row] = probabilities[index]!;
  }
  const { threshold } = bestF1({ labels: train.labels, probabilities: held });
  const model = await trainClassifier({ ...train, trainer, seed });
  const probabilities = model.predictProbability(test.features);
  const score = scoreClassifier({ labels: test.labels, probabilities, threshold });
  const passed = score.prAuc > score.baseRate ? 1 : 0;
  return { passed, failed: 1 - passed, trainer: trainer.id, ...score };
};

export default ai4i;

function readMachines(file: string) {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  const names = header.split(',');
  const at = (start: string) => {
    const column = names.findIndex((name) => name.startsWith(start));
    if (column < 0) throw new Error(`${file}: no column "${start}", read ${header}.`);
    return column;
  };
  const quality = at('Type');
  const measured = ['Air temperature', 'Process temperature', 'Rotational speed', 'Torque', 'Tool wear'].map(at);
  const target = at('Machine failure');
  const cells = lines.map((line) => line.split(','));
  const rows = cells.map((row) => {
    const [air, process, speed, torque, wear] = measured.map((column) => Number(row[column])) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const powerW = (torque * speed * 2 * Math.PI) / 60;
    return ['LMH'.indexOf(row[quality]!), air, process, speed, torque, wear].concat(
      process - air,
      powerW,
      wear * torque,
    );
  });
  return { features: columnsFromRows(features, rows), labels: cells.map((row) => Number(row[target])) };
}
