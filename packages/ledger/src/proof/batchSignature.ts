import type { MeterBatch } from '@usina/core';
import type { LocalAccount } from 'viem/accounts';
import { recoverTypedDataAddress } from 'viem/utils';

/** EIP-712 types of a signed batch. */
export const batchTypes = {
  MeterBatch: [
    { name: 'portfolioId', type: 'string' },
    { name: 'meterId', type: 'string' },
    { name: 'startMs', type: 'uint64' },
    { name: 'endMs', type: 'uint64' },
    { name: 'revision', type: 'uint32' },
    { name: 'root', type: 'bytes32' },
  ],
} as const;

/** What a meter or its gateway signs, for any EIP-712 wallet. */
export function batchTypedData(batch: MeterBatch) {
  const { portfolioId, meterId, startMs, endMs, revision, root } = batch;
  return {
    domain: { name: 'Usina', version: '1' },
    types: batchTypes,
    primaryType: 'MeterBatch',
    message: { portfolioId, meterId, startMs: BigInt(startMs), endMs: BigInt(endMs), revision, root },
  } as const;
}

/** The batch with the signature of a viem account (`privateKeyToAccount`, a hardware or KMS account). */
export async function signBatch(
  batch: MeterBatch,
  account: Pick<LocalAccount, 'address' | 'signTypedData'>,
): Promise<MeterBatch> {
  const value = await account.signTypedData(batchTypedData(batch));
  return { ...batch, signature: { signer: account.address, value } };
}

/**
 * Whether the signature of a batch is that of its signer over its root; false for none. It says nothing about the
 * readings: check the root first (`makeBatch`), and know the signer's address from elsewhere.
 */
export async function verifyBatchSignature(batch: MeterBatch, signer = batch.signature?.signer): Promise<boolean> {
  const { signature } = batch;
  if (!signature || signer === undefined) return false;
  try {
    const value = signature.value as `0x${string}`;
    const address = await recoverTypedDataAddress({ ...batchTypedData(batch), signature: value });
    return address.toLowerCase() === signer.toLowerCase() && signer.toLowerCase() === signature.signer.toLowerCase();
  } catch (error) {
    // A signature that cannot even be parsed proves nothing: that is the answer, not a fault.
    if (error instanceof Error) return false;
    throw error;
  }
}
