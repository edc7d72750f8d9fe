import { type Hash, hashBytes, hashToBytes, toHash } from '../proof/Hash.ts';

/** Version of the file format that this code writes. */
export const formatVersion = 1;

/** `USINAJNL`, the version (u32, big endian) and four zero bytes. */
export const headerLength = 16;
const magic = new TextEncoder().encode('USINAJNL');

/** A payload beyond this length cannot be ours: the length itself was altered. */
const longestPayload = 1 << 28;
/** Length of payload (u32), length of type (u8). */
const prefixLength = 5;
const hashLength = 32;

/** One record of the chain, as it lies in the file. */
export interface RawRecord {
  readonly type: string;
  readonly payload: Uint8Array;
  readonly hash: Hash;
  /** Bytes in the file. */
  readonly length: number;
}

export type RecordFault = 'short' | 'length' | 'previous' | 'hash';

export function encodeHeader(): Uint8Array {
  const bytes = new Uint8Array(headerLength);
  bytes.set(magic);
  new DataView(bytes.buffer).setUint32(8, formatVersion);
  return bytes;
}

/** The version that a header names, or undefined when it is no header of a journal. */
export function decodeHeader(bytes: Uint8Array): number | undefined {
  if (bytes.length < headerLength || magic.some((byte, i) => bytes[i] !== byte)) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(8);
}

/** What the first record names as its previous hash. */
export const firstPrevious: Hash = toHash(hashBytes(encodeHeader()));

/**
 * Length of payload (u32), length of type (u8), type (ASCII), hash of the previous record, payload (JSON, UTF-8), and
 * Keccak-256 of all that.
 */
export function encodeRecord(type: string, payload: string, previous: Hash): { bytes: Uint8Array; hash: Hash } {
  const typeBytes = new TextEncoder().encode(type);
  const payloadBytes = new TextEncoder().encode(payload);
  const hashed = prefixLength + typeBytes.length + hashLength + payloadBytes.length;
  const bytes = new Uint8Array(hashed + hashLength);
  new DataView(bytes.buffer).setUint32(0, payloadBytes.length);
  bytes[4] = typeBytes.length;
  bytes.set(typeBytes, prefixLength);
  bytes.set(hashToBytes(previous), prefixLength + typeBytes.length);
  bytes.set(payloadBytes, prefixLength + typeBytes.length + hashLength);
  const hash = hashBytes(bytes.subarray(0, hashed));
  bytes.set(hash, hashed);
  return { bytes, hash: toHash(hash) };
}

/** Bytes of the record that starts with this prefix, or undefined when no record can be so long. */
export function recordLength(prefix: Uint8Array): number | undefined {
  const payload = new DataView(prefix.buffer, prefix.byteOffset).getUint32(0);
  if (payload > longestPayload) return undefined;
  return prefixLength + prefix[4]! + hashLength + payload + hashLength;
}

/** Decodes one whole record and checks its hash, and its previous hash where that is known. */
export function decodeRecord(bytes: Uint8Array, previous?: Hash): RawRecord | RecordFault {
  const type = prefixLength + bytes[4]!;
  const hashed = bytes.length - hashLength;
  const hash = toHash(hashBytes(bytes.subarray(0, hashed)));
  if (toHash(bytes.subarray(hashed)) !== hash) return 'hash';
  if (previous !== undefined && toHash(bytes.subarray(type, type + hashLength)) !== previous) return 'previous';
  return {
    type: new TextDecoder().decode(bytes.subarray(prefixLength, type)),
    payload: bytes.subarray(type + hashLength, hashed),
    hash,
    length: bytes.length,
  };
}

export { prefixLength };
