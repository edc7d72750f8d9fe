import type { Hash } from '../proof/Hash.ts';
import type { Head } from './HeadFile.ts';
import { type JournalFile, syncFolder } from './JournalFile.ts';
import { encodeHeader, firstPrevious, headerLength } from './journalFormat.ts';
import { altered, type LogRecord, scanLog } from './scanLog.ts';

/** Bytes after the last acknowledged record that a crash left, and that were taken off. */
export interface Recovered {
  readonly offset: number;
  readonly bytes: number;
}

export interface RecoverLogOptions {
  file: JournalFile;
  path: string;
  folder: string;
  acknowledged: Head | undefined;
  onRecord(record: LogRecord): void;
}

/**
 * Reads a log that was closed or that a crash left. What follows the last whole record is taken off where it was never
 * acknowledged; anything else that is not whole is refused: `JOURNAL_ALTERED`, `JOURNAL_TRUNCATED`.
 */
export async function recoverLog(
  options: RecoverLogOptions,
): Promise<{ head: Head; recovered: Recovered | undefined }> {
  const { file, path, folder, acknowledged, onRecord } = options;
  const size = await file.size();
  const start: Head = { offset: headerLength, records: 0, hash: firstPrevious as Hash };
  if (size < headerLength) {
    if (acknowledged && acknowledged.records > 0) throw altered(path, 0, size, 'short');
    await file.truncate(0);
    await file.write(encodeHeader(), 0);
    await file.sync();
    await syncFolder(folder);
    return { head: start, recovered: undefined };
  }
  const hashes = new Map<number, Hash>([[headerLength, firstPrevious]]);
  const found = await scanLog({
    file,
    path,
    size,
    onRecord(record) {
      if (acknowledged && record.record === acknowledged.records - 1) hashes.set(acknowledged.offset, record.hash);
      onRecord(record);
    },
  });
  // Without the mark nothing can be told from what was acknowledged, so nothing may be wrong at all.
  const safeFrom = acknowledged?.offset ?? size;
  if (found.offset < safeFrom) throw altered(path, found.records, found.offset, found.fault ?? 'short');
  if (acknowledged && hashes.get(acknowledged.offset) !== acknowledged.hash) {
    throw altered(path, Math.max(0, acknowledged.records - 1), acknowledged.offset, 'previous');
  }
  const { fault, ...head } = found;
  if (fault === undefined) return { head, recovered: undefined };
  await file.truncate(head.offset);
  await file.sync();
  return { head, recovered: { offset: head.offset, bytes: size - head.offset } };
}
