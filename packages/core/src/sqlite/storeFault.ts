import { isUsinaError } from '../errors/UsinaError.ts';
import { StoreError, type StoreErrorCode } from '../store/StoreError.ts';
import { exceedsFileLimit } from './exceedsFileLimit.ts';

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html, and what they mean to our users. */
const faults: Readonly<Record<number, readonly [StoreErrorCode, string]>> = {
  5: ['STORE_LOCKED', 'Another store has it open. Close that one, or give each its own file.'],
  8: ['STORE_UNWRITABLE', 'It may not be written. Check the rights of the file and its folder.'],
  11: ['STORE_CORRUPT', 'The file is damaged. Restore it from a copy.'],
  13: ['STORE_FULL', 'No room is left. Free disk space or raise maxBytes; what was acknowledged is safe.'],
  14: ['STORE_UNWRITABLE', 'It cannot be opened. Check that its folder exists and may be written.'],
  26: ['STORE_FORMAT_UNKNOWN', 'It is not a SQLite file. Check the path.'],
};

/** SQLITE_IOERR_WRITE: any failed write but for want of disk. */
const writeFailed = 778;

/** Turns what the engine threw into the one typed error, with the file in it. */
export function storeFault(error: unknown, file: string): StoreError {
  if (isUsinaError<StoreErrorCode>(error)) return error;
  const { errcode, message } = error as { errcode?: number; message?: string };
  if (errcode === writeFailed && exceedsFileLimit(file)) {
    return new StoreError(
      'STORE_FULL',
      `${file}: the file grew beyond what is allowed. Raise the limit (ulimit -f); what was acknowledged is safe.`,
      { context: { file, sqliteCode: errcode, systemCode: 'EFBIG' }, cause: error },
    );
  }
  const known = errcode === undefined ? undefined : faults[errcode & 0xff];
  const [code, advice] = known ?? ['STORE_FAILED', 'The engine failed. Check disk and file.'];
  return new StoreError(code, `${file}: ${message ?? String(error)}. ${advice}`, {
    context: { file, ...(errcode !== undefined && { sqliteCode: errcode }) },
    cause: error,
  });
}

/** The error for bytes that are not what was written. */
export function corrupt(what: string): StoreError {
  return new StoreError('STORE_CORRUPT', `${what} is not what was written. Restore the file from a copy.`, {
    context: { what },
  });
}
