import type { MeterReading } from '@usina/core';
import type { Hash } from './Hash.ts';
import { hashReading } from './hashReading.ts';
import { verifyProof } from './merkleTree.ts';

/** One reading, and the way from it to the root of the batch that it was committed in. */
export interface ReadingProof {
  readonly portfolioId: string;
  readonly reading: MeterReading;
  readonly root: Hash;
  readonly proof: readonly Hash[];
}

export type ReadingVerdict =
  | { readonly ok: true; readonly reading: MeterReading; readonly leaf: Hash }
  | { readonly ok: false; readonly code: 'ROOT_UNTRUSTED' | 'READING_NOT_INCLUDED'; readonly message: string };

/**
 * Checks that a reading is in a batch whose root is trusted: signed by the meter, published, or on a chain. Runs in a
 * browser, needs no ledger.
 */
export function verifyReading(given: ReadingProof, { trustedRoot }: { trustedRoot: string }): ReadingVerdict {
  const { portfolioId, reading, root, proof } = given;
  if (root !== trustedRoot) {
    const message = `The proof is for root ${root}, trusted is ${trustedRoot}.`;
    return { ok: false, code: 'ROOT_UNTRUSTED', message };
  }
  const leaf = hashReading({ portfolioId, reading });
  if (!verifyProof({ root, leaf, proof })) {
    const message = `The reading of ${reading.meterId} at ${new Date(reading.startMs).toISOString()} is not in the batch: its meter, interval, energy, flags, revision or proof was changed.`;
    return { ok: false, code: 'READING_NOT_INCLUDED', message };
  }
  return { ok: true, reading, leaf };
}
