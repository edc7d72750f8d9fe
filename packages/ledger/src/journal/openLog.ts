import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerError } from '../LedgerError.ts';
import { canonicalJson } from '../proof/canonicalJson.ts';
import { type Head, HeadFile } from './HeadFile.ts';
import type { OpenJournalFile } from './JournalFile.ts';
import { encodeRecord } from './journalFormat.ts';
import { type Recovered, recoverLog } from './recoverLog.ts';
import { type LogRecord, readRecord, type ScanResult, scanLog } from './scanLog.ts';

export interface OpenLogOptions {
  folder: string;
  openFile: OpenJournalFile;
  /** Called for every record in order: those found at the start, and each new one once it is durable. */
  onRecord(record: LogRecord): void;
}

/** An append-only file of chained records. */
export interface Log {
  readonly path: string;
  readonly recovered: Recovered | undefined;
  readonly head: Head;
  /** Resolves when the record is durable. Records that wait together are made durable together. */
  append(type: string, payload: unknown): Promise<LogRecord>;
  read(at: { record: number; offset: number }): Promise<LogRecord>;
  /** All records from the first, read from the file again. */
  scan(onRecord: (record: LogRecord) => void | Promise<void>): Promise<ScanResult>;
  close(): Promise<void>;
}

interface Waiting {
  readonly type: string;
  readonly payload: unknown;
  readonly json: string;
  resolve(record: LogRecord): void;
  reject(error: unknown): void;
}

/** Records are gathered into one write up to this size: hashing it takes about 15 ms. */
const groupBytes = 1 << 18;

export async function openLog({ folder, openFile, onRecord }: OpenLogOptions): Promise<Log> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'journal.log');
  const headFile = new HeadFile(await openFile(join(folder, 'journal.head')));
  const file = await openFile(path).catch(async (error: unknown) => {
    await headFile.close();
    throw error;
  });
  let head: Head;
  let recovered: Recovered | undefined;
  try {
    ({ head, recovered } = await recoverLog({ file, path, folder, acknowledged: await headFile.read(), onRecord }));
    await headFile.write(head);
  } catch (error) {
    await file.close();
    await headFile.close();
    throw error;
  }

  let queue: Waiting[] = [];
  let running: Promise<void> | undefined;
  let failure: LedgerError | undefined;
  let closed = false;

  async function drain(): Promise<void> {
    // One turn of the event loop lets all that was asked for in this one join the group.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (queue.length > 0) await writeGroup(takeGroup());
    running = undefined;
  }

  function takeGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    while (count < queue.length && bytes < groupBytes) bytes += queue[count++]!.json.length;
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    return group;
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    if (failure) {
      for (const { reject } of group) reject(failure);
      return;
    }
    let { offset, records, hash } = head;
    const done: LogRecord[] = [];
    const parts: Uint8Array[] = [];
    for (const { type, payload, json } of group) {
      const encoded = encodeRecord(type, json, hash);
      done.push({ record: records, offset, type, payload, hash: encoded.hash });
      parts.push(encoded.bytes);
      offset += encoded.bytes.length;
      records += 1;
      hash = encoded.hash;
    }
    let written = false;
    try {
      await file.write(Buffer.concat(parts), head.offset);
      written = true;
      await file.sync();
      await headFile.write({ offset, records, hash });
    } catch (cause) {
      const error = writeError(path, head, cause);
      // After a failed sync nobody knows what is on the disk: only opening anew can tell.
      if (written) failure = error;
      else {
        await file.truncate(head.offset).catch((reason: unknown) => {
          failure = writeError(path, head, reason);
        });
      }
      for (const { reject } of group) reject(error);
      return;
    }
    head = { offset, records, hash };
    for (const [i, record] of done.entries()) {
      onRecord(record);
      group[i]!.resolve(record);
    }
  }

  return {
    path,
    recovered,
    get head() {
      return head;
    },
    async append(type, payload) {
      if (closed) throw closedError(folder);
      const json = canonicalJson(payload);
      return new Promise((resolve, reject) => {
        queue.push({ type, payload, json, resolve, reject });
        running ??= drain();
      });
    },
    read: (at) => (closed ? Promise.reject(closedError(folder)) : readRecord(file, path, { ...at, size: head.offset })),
    scan: (each) => scanLog({ file, path, size: head.offset, onRecord: each }),
    async close() {
      if (closed) return;
      closed = true;
      await running;
      await file.close();
      await headFile.close();
    },
  };
}

export function closedError(folder: string): LedgerError {
  return new LedgerError('JOURNAL_CLOSED', `The journal in ${folder} was closed.`, { context: { folder } });
}

function writeError(path: string, head: Head, cause: unknown): LedgerError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code);
  const reason = full ? 'the disk is full' : `the file system answered ${code}`;
  return new LedgerError(
    full ? 'JOURNAL_DISK_FULL' : 'JOURNAL_WRITE',
    `Could not write record ${head.records} of ${path}, at byte ${head.offset}: ${reason}. Nothing of it was acknowledged or kept.`,
    { context: { path, record: head.records, offset: head.offset, reason: code }, cause },
  );
}
