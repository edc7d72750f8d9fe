import { flagsToBits, type MeterReading } from '@usina/core';
import { encodeAbiParameters, keccak256, parseAbiParameters } from 'viem/utils';
import { LedgerError } from '../LedgerError.ts';
import { type Hash, hashBytes, hashToBytes, toHash } from './Hash.ts';

const streamTypes = parseAbiParameters('string domain, string portfolioId, string meterId, string point');

/** Identity of what a meter counts: Keccak-256 of `abi.encode("usina.reading.v1", portfolioId, meterId, point)`. */
export function hashStream({
  portfolioId,
  meterId,
  point,
}: {
  portfolioId: string;
  meterId: string;
  point: string;
}): Hash {
  return keccak256(encodeAbiParameters(streamTypes, ['usina.reading.v1', portfolioId, meterId, point]));
}

/** Solidity types of a leaf's content, for contracts and for OpenZeppelin's `StandardMerkleTree`. */
export const readingLeafTypes = ['bytes32', 'uint64', 'uint64', 'int256', 'uint16', 'uint32'] as const;

/** Makes the leaf hashes of one portfolio; remembers the identity of each meter and point that it met. */
export function readingHasher(portfolioId: string): (reading: MeterReading) => Hash {
  const streams = new Map<string, Uint8Array>();
  const bytes = new Uint8Array(6 * 32);
  const view = new DataView(bytes.buffer);
  return ({ meterId, point, startMs, endMs, energyWh, flags, revision }) => {
    const key = `${meterId}\u0000${point}`;
    let stream = streams.get(key);
    if (!stream) {
      stream = hashToBytes(hashStream({ portfolioId, meterId, point }));
      streams.set(key, stream);
    }
    bytes.fill(0);
    bytes.set(stream, 0);
    view.setBigUint64(32 + 24, BigInt(startMs));
    view.setBigUint64(64 + 24, BigInt(endMs));
    writeInt256(view, 96, energyWh);
    view.setUint16(128 + 30, flagsToBits(flags));
    view.setUint32(160 + 28, revision);
    return toHash(hashBytes(hashBytes(bytes)));
  };
}

/**
 * The leaf of one meter reading: Keccak-256, twice, of `abi.encode(stream, startMs, endMs, energyWh, flags, revision)`
 * with the types of `readingLeafTypes`; `stream` as in `hashStream`, flags as the bits of `flagBit`.
 */
export function hashReading({ portfolioId, reading }: { portfolioId: string; reading: MeterReading }): Hash {
  return readingHasher(portfolioId)(reading);
}

function writeInt256(view: DataView, offset: number, value: bigint): void {
  if (BigInt.asIntN(128, value) !== value) {
    throw new LedgerError('PROOF_INVALID', `Read an energy of ${value} Wh, expected at most 128 bits.`);
  }
  const sign = value < 0n ? 0xffff_ffff_ffff_ffffn : 0n;
  view.setBigUint64(offset, sign);
  view.setBigUint64(offset + 8, sign);
  view.setBigUint64(offset + 16, BigInt.asUintN(64, value >> 64n));
  view.setBigUint64(offset + 24, BigInt.asUintN(64, value));
}
