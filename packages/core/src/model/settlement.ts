import * as z from 'zod';
import { BigIntString, Money } from '../money/Money.ts';
import { Evidence } from '../readings/Evidence.ts';
import { Flag } from '../readings/Flag.ts';
import { Agreement } from './Agreement.ts';
import { EpochMs, Id, TimeZone } from './fields.ts';

/** A 32-byte hash, lower-case hex with 0x. */
export const Hash = z.string().regex(/^0x[0-9a-f]{64}$/, 'expected 32 bytes in lower-case hex with 0x') as z.ZodType<
  `0x${string}`,
  `0x${string}`
>;

/** Energy of one meter in one interval. Whole Wh, so that everybody hashes the same bytes. */
export const MeterReading = z.strictObject({
  meterId: Id,
  point: z.string().min(1).describe('energyExportedWh, energyImportedWh, energyWh …'),
  startMs: EpochMs.describe('interval start'),
  endMs: EpochMs.describe('interval end, excluded'),
  energyWh: BigIntString,
  flags: z.array(Flag).default([]),
  revision: z.number().int().min(1).default(1).describe('grows with every correction of this interval'),
});
export type MeterReading = z.infer<typeof MeterReading>;

/** Readings that were committed together: the root proves each of them. */
export const MeterBatch = z.strictObject({
  portfolioId: Id,
  meterId: Id,
  revision: z.number().int().min(1).default(1).describe('that of all its readings: 1, or 1 more than what it corrects'),
  startMs: EpochMs,
  endMs: EpochMs,
  readings: z.array(MeterReading).min(1),
  root: Hash.describe('Merkle root of the readings'),
  signature: z
    .strictObject({ signer: z.string(), value: z.string() })
    .optional()
    .describe('EIP-712 signature of the root by the meter or its gateway'),
});
export type MeterBatch = z.infer<typeof MeterBatch>;

/** One amount that one party owes another, with all that is needed to compute it again. */
export const LineItem = z.strictObject({
  id: z.string().min(1),
  agreementId: Id,
  debtorId: Id.describe('who pays'),
  creditorId: Id.describe('who is paid'),
  amount: Money.describe('not negative: a credit swaps debtor and creditor'),
  formula: z.string().min(1).describe('kind of agreement and version of its rule'),
  description: z.string().min(1),
  inputs: z
    .record(z.string(), z.unknown())
    .describe('JSON values that the formula was fed: enough to compute it again'),
  readings: z.array(Hash).default([]).describe('Merkle roots of the meter batches that it stands on'),
});
export type LineItem = z.infer<typeof LineItem>;

/** One period of one portfolio, settled. */
export const Settlement = z.strictObject({
  portfolioId: Id,
  period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month as YYYY-MM'),
  timeZone: TimeZone,
  revision: z.number().int().min(1),
  settledAtMs: EpochMs,
  lineItems: z.array(LineItem),
  carryOut: z
    .record(Id, Money)
    .default({})
    .describe('by agreement: a loss that the next period starts with, not positive'),
  unsettled: z
    .array(z.strictObject({ agreementId: Id, reason: z.string().min(1), message: z.string(), evidence: Evidence }))
    .default([])
    .describe('agreements for which data is missing: no amount was made up'),
  root: Hash.describe('Merkle root of the line items, paired with the hash of portfolio, period, revision and zone'),
});
export type Settlement = z.infer<typeof Settlement>;

/** What one party owes and is owed in a settlement, with the proofs to check it alone. */
export const Statement = z.strictObject({
  portfolioId: Id,
  partyId: Id,
  period: z.string(),
  timeZone: TimeZone,
  revision: z.number().int().min(1),
  agreements: z.array(Agreement),
  lines: z.array(z.strictObject({ item: LineItem, proof: z.array(Hash) })),
  total: Money.describe('positive: the party is to receive'),
  root: Hash,
});
export type Statement = z.infer<typeof Statement>;
