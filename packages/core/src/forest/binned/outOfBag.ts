import { type FlatForest, leafOf } from '../FlatForest.ts';
import { pacer } from '../pause.ts';
import { prAuc } from '../scores/prAuc.ts';
import { rocAuc } from '../scores/rocAuc.ts';
import type { OutOfBag } from '../Trainer.ts';
import { type DrawOptions, drawEntries } from './drawEntries.ts';
import { treeSeed } from './nextRandom.ts';

interface OutOfBagOptions {
  readonly forest: FlatForest;
  readonly columns: readonly Float64Array[];
  readonly draw: DrawOptions;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

/** Share of right labels, log loss; ROC-AUC, PR-AUC and Brier score for two classes. */
export async function outOfBagClasses(
  options: OutOfBagOptions & { readonly classOfRow: Uint16Array },
): Promise<OutOfBag> {
  const { outputs } = options.forest;
  const { rows, mean } = await meanLeaves(options);
  let [right, loss, squares] = [0, 0, 0];
  const labels: number[] = [];
  const probabilities: number[] = [];
  for (const row of rows) {
    const label = options.classOfRow[row]!;
    const shares = mean.subarray(row * outputs, (row + 1) * outputs);
    if (shares.indexOf(Math.max(...shares)) === label) right++;
    loss -= Math.log(Math.max(shares[label]!, 1e-15));
    squares += ((label === 1 ? 1 : 0) - shares[1]!) ** 2;
    labels.push(label);
    probabilities.push(shares[1]!);
  }
  const count = rows.length;
  const figures: Record<string, number> = { accuracy: right / count, logLoss: loss / count };
  if (outputs === 2 && labels.includes(0) && labels.includes(1)) {
    figures.rocAuc = rocAuc({ labels, probabilities });
    figures.prAuc = prAuc({ labels, probabilities });
    figures.brier = squares / count;
  }
  return { rows: count, figures: count === 0 ? {} : figures };
}

/** Mean absolute error, root mean squared error and R². */
export async function outOfBagNumbers(
  options: OutOfBagOptions & { readonly targets: Float64Array },
): Promise<OutOfBag> {
  const { rows, mean } = await meanLeaves(options);
  const count = rows.length;
  const centre = rows.reduce((sum, row) => sum + options.targets[row]!, 0) / count;
  let [absolute, squares, spread] = [0, 0, 0];
  for (const row of rows) {
    const error = mean[row]! - options.targets[row]!;
    absolute += Math.abs(error);
    squares += error ** 2;
    spread += (options.targets[row]! - centre) ** 2;
  }
  const figures: Record<string, number> = { mae: absolute / count, rmse: Math.sqrt(squares / count) };
  if (spread > 0) figures.r2 = 1 - squares / spread;
  return { rows: count, figures: count === 0 ? {} : figures };
}

/** Mean leaf of the trees that did not draw a row; the draws are made again from the seeds. */
async function meanLeaves({ forest, columns, draw, seed, signal }: OutOfBagOptions) {
  const { outputs, roots, leaf, value } = forest;
  const mean = new Float64Array(draw.rows * outputs);
  const trees = new Uint32Array(draw.rows);
  const breathe = pacer('Scoring out of bag', signal);
  for (const [tree, root] of roots.entries()) {
    await breathe();
    const drawn = new Uint8Array(draw.rows);
    for (const entry of drawEntries(draw, treeSeed(seed, tree))) drawn[entry & 0xffffff] = 1;
    for (let row = 0; row < draw.rows; row++) {
      if (drawn[row] === 1) continue;
      const at = leaf[leafOf(forest, root, columns, row)]! * outputs;
      for (let output = 0; output < outputs; output++) mean[row * outputs + output]! += value[at + output]!;
      trees[row]!++;
    }
  }
  const rows = [...trees.keys()].filter((row) => trees[row]! > 0);
  for (const row of rows) for (let at = row * outputs; at < (row + 1) * outputs; at++) mean[at]! /= trees[row]!;
  return { rows, mean };
}
