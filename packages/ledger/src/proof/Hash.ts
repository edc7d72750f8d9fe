import { bytesToHex, hexToBytes, keccak256 } from 'viem/utils';
import { LedgerError } from '../LedgerError.ts';

/** 32 bytes in lower-case hex with 0x. */
export type Hash = `0x${string}`;

const pattern = /^0x[0-9a-f]{64}$/;

/** Keccak-256, the hash of Ethereum. */
export function hashBytes(bytes: Uint8Array): Uint8Array {
  return keccak256(bytes, 'bytes');
}

export function toHash(bytes: Uint8Array): Hash {
  return bytesToHex(bytes);
}

/** The 32 bytes of a hash. Throws `PROOF_INVALID` for anything else. */
export function hashToBytes(hash: string): Uint8Array {
  if (!pattern.test(hash)) {
    throw new LedgerError('PROOF_INVALID', `Read the hash "${hash}", expected 32 bytes in lower-case hex with 0x.`, {
      context: { hash },
    });
  }
  return hexToBytes(hash as Hash);
}

const encoder = new TextEncoder();

/** Hash of a text in UTF-8. */
export function hashText(text: string): Hash {
  return toHash(hashBytes(encoder.encode(text)));
}

/**
 * A leaf under a domain: hashed twice, so that no inner node of a tree (64 bytes, hashed once) can pass for one, and
 * under a name, so that a leaf of one kind cannot pass for one of another.
 */
export function hashLeaf(domain: string, content: string): Hash {
  return toHash(hashBytes(hashBytes(encoder.encode(`${domain}\n${content}`))));
}
