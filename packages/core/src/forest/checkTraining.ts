import { type FeatureColumn, rowCount } from './FeatureColumn.ts';
import { forestError } from './ForestError.ts';

/** Checks what every training takes and gives the number of rows. */
export function checkTraining(features: readonly FeatureColumn[], answers: ArrayLike<number>, seed: number): number {
  const rows = rowCount(features);
  const empty = features.find(({ values }) => values.every((value) => Number.isNaN(value)));
  if (empty) {
    throw forestError('FOREST_COLUMN_MISSING', `Column "${empty.name}" has no number in any row. Leave it out.`, {
      name: empty.name,
    });
  }
  if (answers.length !== rows) {
    throw forestError('FOREST_RAGGED', `Read ${answers.length} labels or targets for ${rows} rows.`, {
      labels: answers.length,
      rows,
    });
  }
  if (!Number.isSafeInteger(seed)) {
    throw forestError('FOREST_OPTION_INVALID', `Read the seed ${seed}, expected an integer.`, { seed });
  }
  return rows;
}

/** Weights by row as they are handed to a trainer: as many as rows, none below 0, not all 0. */
export function checkWeights(weights: ArrayLike<number> | undefined, rows: number): { rowWeights?: Float64Array } {
  if (weights === undefined) return {};
  const rowWeights = Float64Array.from(weights);
  const wrong = rowWeights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (rowWeights.length === rows && wrong < 0 && rowWeights.some((weight) => weight > 0)) return { rowWeights };
  throw forestError(
    'FOREST_WEIGHT_INVALID',
    `Read ${rowWeights.length} row weights${wrong < 0 ? '' : `, the one of row ${wrong} is ${rowWeights[wrong]}`}; expected ${rows} from 0, not all 0.`,
    { weights: rowWeights.length, rows, row: wrong },
  );
}
