import { UsinaError } from '../errors/UsinaError.ts';

/** What can be wrong with what a forest is given. */
export type ForestErrorCode =
  | 'FOREST_EMPTY'
  | 'FOREST_RAGGED'
  | 'FOREST_COLUMN_MISSING'
  | 'FOREST_VALUE_INFINITE'
  | 'FOREST_LABEL_INVALID'
  | 'FOREST_ONE_CLASS'
  | 'FOREST_TOO_MANY_CLASSES'
  | 'FOREST_TARGET_INVALID'
  | 'FOREST_WEIGHT_INVALID'
  | 'FOREST_TASK_DIFFERS'
  | 'FOREST_FEATURES_DIFFER'
  | 'FOREST_TOO_MANY_ROWS'
  | 'FOREST_OPTION_INVALID';

/** Misuse of the learner: branch on `code`. */
export class ForestError extends UsinaError<ForestErrorCode> {}

export function forestError(
  code: ForestErrorCode,
  message: string,
  context: Readonly<Record<string, unknown>> = {},
): ForestError {
  return new ForestError(code, message, { context });
}
