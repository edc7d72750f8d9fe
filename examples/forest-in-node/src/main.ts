import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bestF1,
  binnedForest,
  driftReference,
  fitIsotonic,
  hashTable,
  makeImbalanced,
  measureDrift,
  modelFromBytes,
  scoreClassifier,
  splitByTime,
  takeRows,
  trainClassifier,
} from '@usina/core/forest';
import { createNodeJobPool } from '@usina/core/jobs/node';

const hourMs = 3_600_000;

// 1. A table: one row an hour, 20 columns, 3 % of the rows before a failure. Yours comes from a store.
const { features, labels } = makeImbalanced({ rows: 20_000, seed: 1 });
const timesMs = Float64Array.from(labels, (_, row) => row * hourMs);

// 2. Three parts of time, a day apart: no label of one part looks into the next.
const parts = splitByTime({ timesMs, shares: [0.6, 0.2, 0.2], embargoMs: 24 * hourMs });
const [train, calibrate, test] = parts.map(({ rows }) => ({
  features: takeRows(features, rows),
  labels: rows.map((row) => labels[row]!),
}));
console.log(
  `rows: ${train!.labels.length} to train, ${calibrate!.labels.length} to calibrate, ${test!.labels.length} to judge`,
);

// 3. Train in threads. The same seed gives the same model without them.
const pool = createNodeJobPool({ workers: 2 });
const model = await trainClassifier({ ...train!, trainer: binnedForest({ runner: pool }), seed: 1 });
await pool.close();
const strongest = model
  .importance()
  .sort((a, b) => b.share - a.share)
  .slice(0, 3);
console.log(`strongest features: ${strongest.map(({ name }) => name).join(', ')}`);

// 4. Calibrate on the second part, choose the threshold there, and judge on the third.
const held = { labels: calibrate!.labels, probabilities: model.predictProbability(calibrate!.features) };
const calibration = fitIsotonic(held);
const calibrated = (votes: Float64Array) => votes.map((vote) => calibration.apply(vote));
const { threshold } = bestF1({ ...held, probabilities: calibrated(held.probabilities) });
const probabilities = calibrated(model.predictProbability(test!.features));
const score = scoreClassifier({ labels: test!.labels, probabilities, threshold });
const { rocAuc, prAuc, baseRate, precision, recall } = score;
console.log(`unseen time: ROC-AUC ${rocAuc.toFixed(3)}, PR-AUC ${prAuc.toFixed(3)}, chance ${baseRate.toFixed(3)}`);
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
console.log(
  `called from ${threshold.toFixed(2)} up: ${percent(precision)} right, ${percent(recall)} of the failures found`,
);

// 5. Why is the riskiest row risky? Shapley values add up to its vote.
const riskiest = probabilities.indexOf(Math.max(...probabilities));
const row = takeRows(test!.features, [riskiest]);
const { base, contributions } = await model.explainExactly(row);
const reasons = row.map(({ name, values }, index) => ({ name, value: values[0]!, moved: contributions[index]![0]! }));
reasons.sort((a, b) => b.moved - a.moved);
console.log(`riskiest row: ${probabilities[riskiest]!.toFixed(2)}, because`);
for (const { name, value, moved } of reasons.slice(0, 3))
  console.log(`  ${name} is ${value.toFixed(1)}: +${moved.toFixed(3)}`);
const told = contributions.reduce((sum, column) => sum + column[0]!, base);
console.log(`  all of them and the base of ${base.toFixed(3)} make the vote of ${told.toFixed(3)}`);

// 6. Save the model with all that is known of it; load it as another process would.
const folder = await mkdtemp(join(tmpdir(), 'usina-forest-'));
const file = join(folder, 'failures.model');
await writeFile(
  file,
  model.toBytes({
    dataSha256: await hashTable(train!.features, train!.labels),
    startMs: parts[0]!.startMs,
    endMs: parts[0]!.endMs,
    horizonMs: 24 * hourMs,
    metrics: [{ split: 'time', rows: score.rows, values: { rocAuc, prAuc } }],
    threshold,
    calibration,
    drift: driftReference({ features: train!.features }),
  }),
);
const stored = modelFromBytes(await readFile(file));
await rm(folder, { recursive: true });
const again = stored.model.predictProbability(test!.features);
const same = again.every((vote, index) => stored.calibration!.apply(vote) === probabilities[index]);
console.log(`loaded model says the same, bit for bit: ${same}`);

// 7. Months later: does it still see what it was trained on?
const later = makeImbalanced({ rows: 5_000, seed: 2 }).features;
for (const { name, values } of later)
  if (name === 'temperature')
    values.forEach((value, at) => {
      values[at] = value + 0.8;
    });
const moved = measureDrift(stored.card.drift!, later).filter(({ psi }) => psi > 0.25);
console.log(`drifted: ${moved.map(({ name, psi }) => `${name} (PSI ${psi.toFixed(2)})`).join(', ')}`);
