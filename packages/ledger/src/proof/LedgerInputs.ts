import { Hash } from '@usina/core';
import * as z from 'zod';

/** Where the readings of a line were committed. */
export const BatchReference = z.strictObject({
  meterId: z.string(),
  startMs: z.number().int(),
  endMs: z.number().int(),
  revision: z.number().int().min(1),
  root: Hash,
});
export type BatchReference = z.infer<typeof BatchReference>;

/** What the ledger adds to the inputs of a line: which agreement, which meter batches. */
export const LedgerInputs = z.object({
  month: z.string(),
  agreementHash: Hash,
  batches: z.array(BatchReference),
});
export type LedgerInputs = z.infer<typeof LedgerInputs>;
