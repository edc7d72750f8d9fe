import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LedgerError } from '../LedgerError.ts';

/**
 * Takes the folder for this handle alone, against other processes and other handles of this one. The lock is one of
 * the operating system (through an empty SQLite file), so it ends with the process, however it ends. Returns how to
 * let go. Throws `JOURNAL_LOCKED`. Network file systems may not honour it.
 */
export function lockFolder(folder: string): () => void {
  const holderFile = join(folder, 'lock.holder');
  const database = new DatabaseSync(join(folder, 'journal.lock'));
  try {
    database.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    const holder = readHolder(holderFile);
    throw new LedgerError(
      'JOURNAL_LOCKED',
      `The journal in ${folder} is open already${holder === undefined ? '' : `, by process ${holder}`}. Close it there first.`,
      { context: { folder, holder }, cause },
    );
  }
  writeFileSync(holderFile, String(process.pid));
  return () => {
    // before the lock is let go: after it the file may be another's
    rmSync(holderFile, { force: true });
    database.close();
  };
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
