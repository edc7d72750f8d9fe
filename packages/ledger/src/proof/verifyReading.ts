import { Hash as HashText, MeterBatch, MeterReading } from '@usina/core';
import * as z from 'zod';
import type { Hash } from './Hash.ts';
import { hashReading } from './hashReading.ts';
import { verifyProof } from './merkleTree.ts';
import { shapeFault } from './shapeFault.ts';

/** One reading, and the way from it to the root of the batch that it was committed in. */
export interface ReadingProof {
  readonly portfolioId: string;
  readonly reading: MeterReading;
  readonly root: Hash;
  readonly proof: readonly Hash[];
  /** What else is said of the batch. It must not contradict the reading; its own bounds and signature prove nothing here. */
  readonly batch?: Omit<MeterBatch, 'readings'>;
}

/** The shape of a proof, as it is in memory: numbers of 64 bits are `bigint`. */
const ReadingProof = z.object({
  portfolioId: z.string(),
  reading: MeterReading,
  root: HashText,
  proof: z.array(HashText).max(64),
  batch: MeterBatch.omit({ readings: true }).optional(),
});

export type ReadingProblemCode = 'READING_INVALID' | 'ROOT_UNTRUSTED' | 'READING_NOT_INCLUDED' | 'BATCH_DIFFERS';

export type ReadingVerdict =
  | { readonly ok: true; readonly reading: MeterReading; readonly leaf: Hash }
  | { readonly ok: false; readonly code: ReadingProblemCode; readonly message: string };

/**
 * Checks that a reading is in a batch whose root is trusted: signed by the meter, published, or on a chain. Runs in a
 * browser, needs no ledger. Whatever it is given it answers with a verdict.
 *
 * - `READING_INVALID` it is no proof: a member is missing, or is not what it must be;
 * - `ROOT_UNTRUSTED` it is for another root than the trusted one;
 * - `READING_NOT_INCLUDED` the reading or the proof was changed;
 * - `BATCH_DIFFERS` what is said of the batch does not go with the reading.
 */
export function verifyReading(given: ReadingProof, { trustedRoot }: { trustedRoot: string }): ReadingVerdict {
  const refuse = (code: ReadingProblemCode, message: string): ReadingVerdict => ({ ok: false, code, message });
  const fault = shapeFault(ReadingProof, given);
  if (fault !== undefined) return refuse('READING_INVALID', `This is no proof of a reading: ${fault}`);
  const { portfolioId, reading, root, proof, batch } = given;
  if (root !== trustedRoot)
    return refuse('ROOT_UNTRUSTED', `The proof is for root ${root}, trusted is ${trustedRoot}.`);
  const leaf = hashReading({ portfolioId, reading });
  const what = `The reading of ${reading.meterId} at ${new Date(reading.startMs).toISOString()}`;
  if (!verifyProof({ root, leaf, proof })) {
    const changed = 'its meter, interval, energy, flags, revision or proof was changed';
    return refuse('READING_NOT_INCLUDED', `${what} is not in the batch: ${changed}.`);
  }
  const stray = batch && strayMember(given, batch);
  if (stray) return refuse('BATCH_DIFFERS', `${what} is in the batch of the root, but not in one with that ${stray}.`);
  return { ok: true, reading, leaf };
}

/** A member of the batch that a batch with this reading and root cannot have. */
function strayMember({ portfolioId, reading, root }: ReadingProof, batch: Omit<MeterBatch, 'readings'>) {
  if (batch.portfolioId !== portfolioId) return 'portfolioId';
  if (batch.meterId !== reading.meterId) return 'meterId';
  if (batch.revision !== reading.revision) return 'revision';
  if (batch.startMs > reading.startMs) return 'startMs';
  if (batch.endMs < reading.endMs) return 'endMs';
  return batch.root === root ? undefined : 'root';
}
