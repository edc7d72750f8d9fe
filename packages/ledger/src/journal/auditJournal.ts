import type { MeterBatch } from '@usina/core';
import type { AgreementKind } from '@usina/core/agreements';
import { isUsinaError, throwIfAborted } from '@usina/core/errors';
import type { AuditOptions, AuditProblem, AuditReport } from '../Ledger.ts';
import { pacer } from '../pacer.ts';
import { verifyBatchSignature } from '../proof/batchSignature.ts';
import { hashAgreement } from '../proof/hashLineItem.ts';
import { buildBatch } from './buildBatch.ts';
import { checkSettlement, type Found } from './checkSettlement.ts';
import type { JournalStore } from './JournalStore.ts';
import { AgreementPayload, BatchPayload, decodeBatch, payloadOf } from './payloads.ts';
import type { LogRecord } from './scanLog.ts';

export interface AuditJournalOptions extends AuditOptions {
  store: JournalStore;
  agreementKinds: readonly AgreementKind[];
}

/**
 * Walks the file from its first byte: every hash of the chain, every Merkle root and signature, every amount from its
 * inputs, every input against the readings that were committed by then, every carried loss, and whether each month
 * still starts with what the month before it leaves. Whatever is wrong is
 * reported with its record and byte; a broken chain ends the walk.
 */
export async function auditJournal(options: AuditJournalOptions): Promise<AuditReport> {
  const { store, signal, trustedHead } = options;
  const { head } = store.log;
  const counts = { agreements: 0, batches: 0, readings: 0, settlements: 0, lines: 0 };
  const problems: AuditProblem[] = [];
  const pause = pacer();
  let trusted = trustedHead === undefined;
  let last = head.hash;
  const scan = await store.log.scan(async (record) => {
    throwIfAborted(signal, 'The audit');
    for (const { code, message } of await check(options, record, counts)) {
      problems.push({ code, message, record: record.record, offset: record.offset });
    }
    if (trustedHead?.record === record.record) trusted = trustedHead.hash === record.hash;
    last = record.hash;
    if (record.record % 100 === 0) {
      options.onProgress?.({ done: record.record, total: head.records, problems: problems.length });
    }
    await pause();
  });
  if (scan.fault !== undefined) {
    const message = `Record ${scan.records}, at byte ${scan.offset}, breaks the chain (${scan.fault}). Nothing after it was looked at.`;
    problems.push({ code: 'CHAIN', record: scan.records, offset: scan.offset, message });
  } else if (!trusted) {
    const message = `Record ${trustedHead!.record} with hash ${trustedHead!.hash} is not in this chain.`;
    problems.push({ code: 'HEAD', record: trustedHead!.record, offset: 0, message });
  }
  if (scan.fault === undefined) problems.push(...(await staleProblems(store, scan.records)));
  options.onProgress?.({ done: scan.records, total: head.records, problems: problems.length });
  const ok = problems.length === 0;
  return {
    ok,
    records: scan.records,
    bytes: scan.offset,
    ...counts,
    head: { record: scan.records - 1, hash: last },
    problems,
  };
}

async function staleProblems(store: JournalStore, records: number): Promise<AuditProblem[]> {
  return (await store.staleMonths(records)).map(({ month, entry }) => ({
    code: 'STALE',
    record: entry.record,
    offset: entry.offset,
    message: `${month} was settled before the month that it carries losses from was settled or revised. Settle it again.`,
  }));
}

type Counts = Record<'agreements' | 'batches' | 'readings' | 'settlements' | 'lines', number>;

async function check(options: AuditJournalOptions, record: LogRecord, counts: Counts): Promise<Found[]> {
  try {
    switch (record.type) {
      case 'agreement': {
        counts.agreements += 1;
        const { agreement, hash } = payloadOf(AgreementPayload, record);
        if (hashAgreement(agreement) === hash) return [];
        return [{ code: 'AGREEMENT', message: `Agreement "${agreement.id}" does not give its hash.` }];
      }
      case 'batch': {
        counts.batches += 1;
        const batch = decodeBatch(options.store.portfolioId, payloadOf(BatchPayload, record));
        counts.readings += batch.readings.length;
        return await checkBatch(batch, options.store);
      }
      case 'settlement': {
        counts.settlements += 1;
        const { found, lines } = await checkSettlement({ ...options, record });
        counts.lines += lines;
        return found;
      }
      default:
        return [];
    }
  } catch (error) {
    if (!isUsinaError(error) || error.code === 'ABORTED') throw error;
    return [{ code: 'RECORD', message: error.message }];
  }
}

async function checkBatch(batch: MeterBatch, store: JournalStore): Promise<Found[]> {
  const found: Found[] = [];
  if ((await buildBatch(batch, store.hashReading)).root !== batch.root) {
    found.push({ code: 'BATCH', message: `The readings of meter "${batch.meterId}" do not give root ${batch.root}.` });
  }
  if (batch.signature && !(await verifyBatchSignature(batch))) {
    found.push({
      code: 'SIGNATURE',
      message: `The batch of meter "${batch.meterId}" is not signed by ${batch.signature.signer}.`,
    });
  }
  return found;
}
