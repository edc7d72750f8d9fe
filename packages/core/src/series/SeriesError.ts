import { UsinaError } from '../errors/UsinaError.ts';

/**
 * - `SERIES_GRID` a start or step that makes no grid; `SERIES_LENGTH` columns of unequal length;
 * - `SERIES_COVERAGE` a coverage outside 0 to 1; `SERIES_COLUMN` a column that is not there, or there twice;
 * - `SERIES_INFINITE` an infinite number, which a division by zero or an overflow left behind;
 * - `SERIES_RATIO` a step that is no multiple or whole part of the other; `SERIES_MISALIGNED` grids that do not meet;
 * - `SERIES_STAMPS` stamps that are not on one grid, or twice; `SERIES_KIND` a rule that is none or does not suit the column;
 * - `SERIES_VALUE` something that is no number where numbers belong; `SERIES_ASSETS` readings of several assets;
 * - `SERIES_OPTION` an option or argument that is none of those it can be.
 */
export type SeriesErrorCode =
  | 'SERIES_GRID'
  | 'SERIES_LENGTH'
  | 'SERIES_COVERAGE'
  | 'SERIES_COLUMN'
  | 'SERIES_INFINITE'
  | 'SERIES_RATIO'
  | 'SERIES_MISALIGNED'
  | 'SERIES_STAMPS'
  | 'SERIES_KIND'
  | 'SERIES_VALUE'
  | 'SERIES_ASSETS'
  | 'SERIES_OPTION';

/** Series put to a use that their grids or columns do not allow. */
export class SeriesError extends UsinaError<SeriesErrorCode> {}
