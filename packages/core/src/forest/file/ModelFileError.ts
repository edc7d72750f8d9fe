import { UsinaError } from '../../errors/UsinaError.ts';

/**
 * Why bytes are no model: `TRUNCATED` shorter or longer than they say; `ALTERED` the checksum differs; `FUTURE` written by a
 * later version of the format; `INVALID` no model file at all, or contents that contradict each other.
 */
export type ModelFileErrorCode =
  | 'FOREST_FILE_TRUNCATED'
  | 'FOREST_FILE_ALTERED'
  | 'FOREST_FILE_FUTURE'
  | 'FOREST_FILE_INVALID';

/** A model that cannot be written or read: branch on `code`. */
export class ModelFileError extends UsinaError<ModelFileErrorCode> {}

export function modelFileError(
  code: ModelFileErrorCode,
  message: string,
  context: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): ModelFileError {
  return new ModelFileError(code, message, { context, cause });
}
