import { closeSync, ftruncateSync, openSync, rmSync, statSync } from 'node:fs';

/** More than what one write adds. [bytes] */
const stepBytes = 1 << 20;

/**
 * Whether a database could not grow because of a limit on the size of files: of the process (`ulimit -f`) or of the file
 * system. SQLite does not tell why a write failed, so a file without content is made that long beside it, and removed.
 */
export function exceedsFileLimit(file: string): boolean {
  const size = (name: string) => statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  const probe = `${file}-limit`;
  try {
    const handle = openSync(probe, 'w');
    try {
      // removed while it is open, so that a process that ends meanwhile leaves nothing
      rmSync(probe);
      ftruncateSync(handle, size(file) + size(`${file}-wal`) + stepBytes);
      return false;
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EFBIG';
  }
}
