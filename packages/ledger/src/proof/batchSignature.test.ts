import { privateKeyToAccount } from 'viem/accounts';
import { expect, it } from 'vitest';
import { makeBatch, signBatch, verifyBatchSignature } from './index.ts';

// The first account of Hardhat and Anvil: public, worthless.
const account = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80');
const batch = makeBatch({
  portfolioId: 'vpp',
  meterId: 'pv-1',
  readings: [{ point: 'energyExportedWh', startMs: 0, endMs: 900_000, energyWh: 1_250n }],
});

it('binds a batch to the key that signed it', async () => {
  const signed = await signBatch(batch, account);
  expect(signed.signature?.signer).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
  expect(await verifyBatchSignature(signed)).toBe(true);
  expect(await verifyBatchSignature(signed, account.address.toLowerCase())).toBe(true);
});

it('does not hold for another batch, another signer or no signature', async () => {
  const signed = await signBatch(batch, account);
  expect(await verifyBatchSignature({ ...signed, revision: 2 })).toBe(false);
  expect(await verifyBatchSignature({ ...signed, meterId: 'pv-2' })).toBe(false);
  expect(await verifyBatchSignature(signed, '0x70997970C51812dc3A010C7d01b50e0d17dc79C8')).toBe(false);
  expect(await verifyBatchSignature({ ...signed, signature: { ...signed.signature!, value: '0x12' } })).toBe(false);
  expect(await verifyBatchSignature(batch)).toBe(false);
});
