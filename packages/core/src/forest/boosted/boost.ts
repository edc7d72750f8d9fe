import type { BinnedTable } from '../binned/BinnedTable.ts';
import { type FlatForest, leafOf } from '../FlatForest.ts';
import { type FlatTree, packForest } from '../packForest.ts';
import { pacer } from '../pause.ts';
import type { GrownForest, TrainingProgress } from '../Trainer.ts';
import { BoostedGrower, type BoostedShape } from './BoostedGrower.ts';
import type { Loss } from './Loss.ts';

export interface BoostOptions extends BoostedShape {
  readonly table: BinnedTable;
  /** The columns that the table was made of, to lead validation rows through trees. */
  readonly columns: readonly Float64Array[];
  readonly loss: Loss;
  /** Rows to learn from. */
  readonly rows: Int32Array;
  /** Rows that say when to stop; none: all rounds are made. */
  readonly validation: Int32Array;
  readonly rounds: number;
  /** Rounds without a lower loss on the validation rows, after which training stops. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined;
}

/** Adds trees, each along the slope of the loss that the ones before it left; keeps those up to the lowest validation loss. */
export async function boost(options: BoostOptions): Promise<GrownForest> {
  const { table, columns, loss, rows, validation, rounds, patience, learningRate, signal, onProgress } = options;
  const breathe = pacer('Boosting trees', signal);
  const grower = new BoostedGrower(table, options);
  const base = Float64Array.from({ length: loss.outputs }, (_, output) => loss.base(output, rows));
  const scores = Array.from(base, (start) => new Float64Array(table.rows).fill(start));
  const [slope, bend] = [new Float64Array(table.rows), new Float64Array(table.rows)];
  const head = { ...pick(loss), features: table.features, combine: 'sum', base } as const;
  const trees: FlatTree[] = [];
  let [lowest, kept] = [Infinity, 0];
  let gain = grower.gain.slice();
  for (let round = 0; round < rounds; round++) {
    // all outputs of a round learn from the same scores
    const before = loss.outputs > 1 && loss.link === 'softmax' ? scores.map((score) => score.slice()) : scores;
    for (let output = 0; output < loss.outputs; output++) {
      await breathe();
      loss.derivatives(output, before, rows, slope, bend);
      const place = { output, outputs: loss.outputs };
      const { tree, leaves } = await grower.grow(rows.slice(), slope, bend, place, breathe);
      for (const { leaf, rows: members } of leaves) {
        const at = leaf * loss.outputs + output;
        if (loss.leafValue) tree.value[at] = learningRate * loss.leafValue(output, scores, members);
        addTo(scores[output]!, members, tree.value[at]!);
      }
      trees.push(tree);
      await breathe();
      const alone = validation.length > 0 ? packForest([tree], head) : undefined;
      for (const row of validation) scores[output]![row]! += leafValueOf(alone!, columns, row, output);
    }
    const spent = validation.length > 0 ? loss.mean(scores, validation) : -round;
    if (spent < lowest) {
      [lowest, kept] = [spent, trees.length];
      gain = grower.gain.slice();
    }
    onProgress?.({ done: round + 1, total: rounds });
    if (trees.length - kept >= patience * loss.outputs) break;
  }
  const total = gain.reduce((sum, value) => sum + value, 0);
  return {
    forest: packForest(trees.slice(0, kept), head),
    importance: total > 0 ? gain.map((value) => value / total) : gain,
  };
}

function addTo(score: Float64Array, rows: Int32Array, value: number): void {
  for (let at = 0; at < rows.length; at++) score[rows[at]!]! += value;
}

function pick({ task, outputs, link, levels }: Loss): Pick<FlatForest, 'task' | 'outputs' | 'link' | 'levels'> {
  return levels ? { task, outputs, link, levels } : { task, outputs, link };
}

function leafValueOf(forest: FlatForest, columns: readonly Float64Array[], row: number, output: number): number {
  return forest.value[forest.leaf[leafOf(forest, 0, columns, row)]! * forest.outputs + output]!;
}
