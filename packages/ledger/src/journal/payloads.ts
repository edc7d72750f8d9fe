import { Agreement, EpochMs, Hash, LineItem, type MeterBatch, Settlement } from '@usina/core';
import { EnergyRun, readingsOf, runsOf } from '@usina/core/agreements';
import * as z from 'zod';
import { LedgerError } from '../LedgerError.ts';
import type { LogRecord } from './scanLog.ts';

/** First record: whose journal this is. */
export const OpenPayload = z.strictObject({ portfolioId: z.string(), atMs: EpochMs });

export const AgreementPayload = z.strictObject({ agreement: Agreement, hash: Hash, atMs: EpochMs });

/** A meter batch with its readings packed into runs. */
export const BatchPayload = z.strictObject({
  meterId: z.string(),
  revision: z.number().int().min(1),
  startMs: EpochMs,
  endMs: EpochMs,
  root: Hash,
  runs: z.array(EnergyRun),
  signature: z.strictObject({ signer: z.string(), value: z.string() }).optional(),
  atMs: EpochMs,
});
export type BatchPayload = z.infer<typeof BatchPayload>;

/** The lines of one agreement version; they share `inputs`. They count once a settlement names this record. */
export const LinesPayload = z.strictObject({
  period: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  items: z.array(LineItem.omit({ inputs: true }).extend({ figures: z.record(z.string(), z.string()) })).min(1),
});

export const SettlementPayload = Settlement.omit({ portfolioId: true, lineItems: true }).extend({
  asOfRecord: z.number().int().describe('records before this one were known to it'),
  parts: z.array(z.tuple([z.number().int(), z.number().int()])).describe('record and offset of its lines'),
  lines: z.number().int(),
  outcome: Hash.describe('of all that a repetition must give again'),
});
export type SettlementPayload = z.infer<typeof SettlementPayload>;

/** Reads the payload of a record. Throws `JOURNAL_ALTERED` when it has another shape. */
export function payloadOf<Schema extends z.ZodType>(schema: Schema, record: LogRecord): z.output<Schema> {
  const parsed = schema.safeParse(record.payload);
  if (parsed.success) return parsed.data;
  throw new LedgerError(
    'JOURNAL_ALTERED',
    `Record ${record.record} (${record.type}), at byte ${record.offset}, has another shape than its type: ${parsed.error.issues[0]?.message}.`,
    { context: { record: record.record, offset: record.offset, issues: parsed.error.issues } },
  );
}

/** The payload of a batch: readings in runs; the revision of the batch holds for each of them. */
export function encodeBatch(batch: MeterBatch, atMs: number): unknown {
  const { meterId, revision, startMs, endMs, root, signature, readings } = batch;
  const runs = runsOf(readings.map((reading) => ({ ...reading, revision: 1 })));
  return z.encode(BatchPayload, { meterId, revision, startMs, endMs, root, runs, signature, atMs });
}

export function decodeBatch(portfolioId: string, payload: BatchPayload): MeterBatch {
  const { meterId, revision, startMs, endMs, root, signature, runs } = payload;
  const readings = runs.flatMap(readingsOf).map((reading) => ({ ...reading, revision }));
  return { portfolioId, meterId, revision, startMs, endMs, readings, root, ...(signature ? { signature } : {}) };
}
