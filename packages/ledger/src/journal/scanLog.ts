import { LedgerError } from '../LedgerError.ts';
import type { Hash } from '../proof/Hash.ts';
import type { Head } from './HeadFile.ts';
import type { JournalFile } from './JournalFile.ts';
import {
  decodeHeader,
  decodeRecord,
  firstPrevious,
  formatVersion,
  headerLength,
  prefixLength,
  type RawRecord,
  type RecordFault,
  recordLength,
} from './journalFormat.ts';

/** A record and where it lies. */
export interface LogRecord {
  /** Number from 0. */
  readonly record: number;
  readonly offset: number;
  readonly type: string;
  readonly payload: unknown;
  readonly hash: Hash;
}

export interface ScanResult extends Head {
  /** Why the scan stopped before the end of the file, if it did. */
  readonly fault?: RecordFault | undefined;
}

export interface ScanLogOptions {
  file: JournalFile;
  path: string;
  size: number;
  onRecord(record: LogRecord): void | Promise<void>;
}

/** Reads the records in order, checks the chain, and stops at the first that is not whole. */
export async function scanLog({ file, path, size, onRecord }: ScanLogOptions): Promise<ScanResult> {
  const window = new Window(file, size);
  checkHeader(path, await window.bytes(0, Math.min(size, headerLength)));
  let offset = headerLength;
  let records = 0;
  let hash = firstPrevious;
  while (offset < size) {
    const raw = await recordAt(window, offset, size, hash);
    if (typeof raw === 'string') return { offset, records, hash, fault: raw };
    await onRecord({
      record: records,
      offset,
      type: raw.type,
      payload: parse(raw, path, records, offset),
      hash: raw.hash,
    });
    offset += raw.length;
    records += 1;
    hash = raw.hash;
  }
  return { offset, records, hash };
}

/** One record at a known place. Throws `JOURNAL_ALTERED` when it is not whole. */
export async function readRecord(
  file: JournalFile,
  path: string,
  at: { record: number; offset: number; size: number },
): Promise<LogRecord> {
  const raw = await recordAt(new Window(file, at.size, 4_096), at.offset, at.size);
  if (typeof raw === 'string') throw altered(path, at.record, at.offset, raw);
  return { ...at, type: raw.type, payload: parse(raw, path, at.record, at.offset), hash: raw.hash };
}

/** The error for acknowledged data that is not what was written. */
export function altered(path: string, record: number, offset: number, fault: RecordFault): LedgerError {
  const found = {
    short: 'the file ends within it',
    length: 'its length is impossible',
    previous: 'it does not follow the record before it',
    hash: 'its content does not give its hash',
  }[fault];
  return new LedgerError(
    fault === 'short' ? 'JOURNAL_TRUNCATED' : 'JOURNAL_ALTERED',
    `Record ${record} of ${path}, at byte ${offset}, is not what was acknowledged: ${found}. Restore the file from a copy.`,
    { context: { path, record, offset, fault } },
  );
}

function checkHeader(path: string, bytes: Uint8Array): void {
  const version = decodeHeader(bytes);
  if (version === formatVersion) return;
  if (version === undefined) {
    throw new LedgerError('JOURNAL_FOREIGN', `${path} is no journal of Usina: its first bytes are others.`, {
      context: { path, record: 0, offset: 0 },
    });
  }
  throw new LedgerError(
    'JOURNAL_VERSION',
    `${path} has format ${version}, this version reads ${formatVersion}. Update @usina/ledger.`,
    { context: { path, version, expected: formatVersion, record: 0, offset: 8 } },
  );
}

async function recordAt(
  window: Window,
  offset: number,
  size: number,
  previous?: Hash,
): Promise<RawRecord | RecordFault> {
  if (offset + prefixLength > size) return 'short';
  const prefix = await window.bytes(offset, prefixLength);
  if (prefix.length < prefixLength) return 'short';
  const length = recordLength(prefix);
  if (length === undefined) return 'length';
  if (offset + length > size) return 'short';
  const bytes = await window.bytes(offset, length);
  return bytes.length < length ? 'short' : decodeRecord(bytes, previous);
}

function parse(raw: RawRecord, path: string, record: number, offset: number): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw.payload));
  } catch (cause) {
    throw new LedgerError('JOURNAL_ALTERED', `Record ${record} of ${path}, at byte ${offset}, holds no JSON.`, {
      context: { path, record, offset },
      cause,
    });
  }
}

/** A window over the file that moves forward, so that small records are not read one by one. */
class Window {
  readonly #file: JournalFile;
  readonly #size: number;
  readonly #stride: number;
  #start = 0;
  #loaded: Uint8Array = new Uint8Array(0);

  constructor(file: JournalFile, size: number, stride = 1 << 18) {
    this.#file = file;
    this.#size = size;
    this.#stride = stride;
  }

  async bytes(offset: number, length: number): Promise<Uint8Array> {
    const from = offset - this.#start;
    if (from < 0 || from + length > this.#loaded.length) {
      const buffer = new Uint8Array(Math.min(this.#size - offset, Math.max(length, this.#stride)));
      const filled = await this.#file.read(buffer, offset);
      this.#loaded = buffer.subarray(0, filled);
      this.#start = offset;
    }
    return this.#loaded.subarray(offset - this.#start, offset - this.#start + length);
  }
}
