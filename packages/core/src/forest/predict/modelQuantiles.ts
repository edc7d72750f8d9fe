import type { FlatForest } from '../FlatForest.ts';
import { forestError } from '../ForestError.ts';
import { combineTrees } from './combineTrees.ts';
import { forestQuantiles } from './forestQuantiles.ts';

/** Quantiles of the target for each row, one array a level. Throws `FOREST_TASK_DIFFERS` or `FOREST_OPTION_INVALID`. */
export function modelQuantiles(
  forest: FlatForest,
  columns: readonly Float64Array[],
  levels: readonly number[],
): Float64Array<ArrayBuffer>[] {
  const wrong = levels.find((level) => !(level >= 0 && level <= 1));
  if (wrong !== undefined || levels.length === 0) {
    throw forestError('FOREST_OPTION_INVALID', `Read the levels ${levels.join(', ')}, expected some from 0 to 1.`, {
      levels,
    });
  }
  if (forest.samples) return forestQuantiles(forest, forest.samples, columns, levels);
  const known = forest.levels;
  if (!known) {
    throw forestError(
      'FOREST_TASK_DIFFERS',
      `A ${forest.task} model keeps no quantiles. Train it with trainRegressor and the option quantiles.`,
      {
        task: forest.task,
      },
    );
  }
  const outputs = levels.map((level) => known.indexOf(level));
  if (outputs.includes(-1)) {
    const message = `The model was trained for the levels ${known.join(', ')}, read ${levels.join(', ')}.`;
    throw forestError('FOREST_OPTION_INVALID', message, { levels, known: [...known] });
  }
  const all = combineTrees(forest, columns);
  // each level is learnt on its own and may cross its neighbour: sorting never makes the loss worse
  for (let row = 0; row < columns[0]!.length; row++) {
    const sorted = Float64Array.from(all, (column) => column[row]!).sort();
    for (const [index, column] of all.entries()) column[row] = sorted[index]!;
  }
  return outputs.map((output) => all[output]!);
}
