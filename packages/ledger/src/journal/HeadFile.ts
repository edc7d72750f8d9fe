import { type Hash, hashBytes, hashToBytes, toHash } from '../proof/Hash.ts';
import type { JournalFile } from './JournalFile.ts';

/** How far the journal was acknowledged. */
export interface Head {
  /** First byte after the last acknowledged record. */
  readonly offset: number;
  /** Acknowledged records. */
  readonly records: number;
  /** Hash of the last one. */
  readonly hash: Hash;
}

const slotLength = 64;
const contentLength = 48;

/**
 * The mark beside the journal that says how far it was acknowledged, so that a torn tail can be told from lost data.
 * Two slots take turns, so that a torn write of one leaves the other. It is written after the journal is durable and
 * made durable with the next group: after a loss of power it may lag by one group, and only says less than is true.
 */
export class HeadFile {
  readonly #file: JournalFile;
  #slot = 0;

  constructor(file: JournalFile) {
    this.#file = file;
  }

  /** The later of the two slots that are whole, or undefined when neither is. */
  async read(): Promise<Head | undefined> {
    const bytes = new Uint8Array(2 * slotLength);
    await this.#file.read(bytes, 0);
    const heads = [0, 1].map((slot) => decode(bytes.subarray(slot * slotLength, (slot + 1) * slotLength)));
    const latest = (heads[1]?.offset ?? -1) > (heads[0]?.offset ?? -1) ? 1 : 0;
    this.#slot = 1 - latest;
    return heads[latest];
  }

  async write(head: Head): Promise<void> {
    await this.#file.write(encode(head), this.#slot * slotLength);
    this.#slot = 1 - this.#slot;
  }

  async close(): Promise<void> {
    await this.#file.sync();
    await this.#file.close();
  }
}

function encode({ offset, records, hash }: Head): Uint8Array {
  const bytes = new Uint8Array(slotLength);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(offset));
  view.setBigUint64(8, BigInt(records));
  bytes.set(hashToBytes(hash), 16);
  bytes.set(hashBytes(bytes.subarray(0, contentLength)).subarray(0, slotLength - contentLength), contentLength);
  return bytes;
}

function decode(bytes: Uint8Array): Head | undefined {
  const check = hashBytes(bytes.subarray(0, contentLength)).subarray(0, slotLength - contentLength);
  if (check.some((byte, i) => byte !== bytes[contentLength + i])) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    offset: Number(view.getBigUint64(0)),
    records: Number(view.getBigUint64(8)),
    hash: toHash(bytes.subarray(16, contentLength)),
  };
}
