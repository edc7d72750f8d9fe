import { LineItem, type MeterBatch } from '@usina/core';
import {
  type AgreementKind,
  clipRun,
  type EnergyRun,
  LineInputs,
  recomputeAgreement,
  settlePeriodOf,
} from '@usina/core/agreements';
import { isUsinaError, throwIfAborted } from '@usina/core/errors';
import * as z from 'zod';
import type { AuditOptions, AuditProblem, AuditReport } from '../Ledger.ts';
import { pacer } from '../pacer.ts';
import { verifyBatchSignature } from '../proof/batchSignature.ts';
import { canonicalJson } from '../proof/canonicalJson.ts';
import { hashAgreement } from '../proof/hashLineItem.ts';
import { LedgerInputs } from '../proof/LedgerInputs.ts';
import { MerkleTree } from '../proof/merkleTree.ts';
import { emptyRoot } from '../settlement/settlePeriod.ts';
import { leavesOf } from '../settlement/statementsOf.ts';
import { buildBatch } from './buildBatch.ts';
import { type JournalStore, linesOf } from './JournalStore.ts';
import { AgreementPayload, BatchPayload, decodeBatch, payloadOf, SettlementPayload } from './payloads.ts';
import type { LogRecord } from './scanLog.ts';
import { outcomeOf } from './settleJournal.ts';

export interface AuditJournalOptions extends AuditOptions {
  store: JournalStore;
  agreementKinds: readonly AgreementKind[];
}

type Found = Pick<AuditProblem, 'code' | 'message'>;

/**
 * Walks the file from its first byte: every hash of the chain, every Merkle root and signature, every amount from its
 * inputs, every input against the readings that were committed by then, every carried loss. Whatever is wrong is
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
        return await checkBatch(batch);
      }
      case 'settlement': {
        counts.settlements += 1;
        return await checkSettlement(options, record, counts);
      }
      default:
        return [];
    }
  } catch (error) {
    if (!isUsinaError(error) || error.code === 'ABORTED') throw error;
    return [{ code: 'RECORD', message: error.message }];
  }
}

async function checkBatch(batch: MeterBatch): Promise<Found[]> {
  const found: Found[] = [];
  if ((await buildBatch(batch)).root !== batch.root) {
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

async function checkSettlement(options: AuditJournalOptions, record: LogRecord, counts: Counts): Promise<Found[]> {
  const { store } = options;
  const closing = payloadOf(SettlementPayload, record);
  const found: Found[] = [];
  const carryIn = await store.carryInto(closing.period, closing.asOfRecord);
  const items: LineItem[] = [];
  const seen = new Set<string>();
  for (const [part, offset] of closing.parts) {
    throwIfAborted(options.signal, 'The audit');
    const lines = linesOf(await store.log.read({ record: part, offset }));
    const first = !seen.has(lines[0]!.agreementId);
    seen.add(lines[0]!.agreementId);
    const carried = first ? (carryIn[lines[0]!.agreementId]?.minor ?? 0n) : undefined;
    found.push(...(await checkLines(options, closing, lines, carried)));
    items.push(...lines);
  }
  counts.lines += items.length;
  const { period, revision, timeZone, settledAtMs, carryOut, unsettled, root, lines } = closing;
  const settlement = {
    portfolioId: store.portfolioId,
    period,
    revision,
    timeZone,
    settledAtMs,
    carryOut,
    unsettled,
    root,
    lineItems: items,
  };
  const given = items.length === 0 ? emptyRoot : MerkleTree.of(await leavesOf(settlement)).root;
  if (given !== root || items.length !== lines || outcomeOf(settlement) !== closing.outcome) {
    found.push({
      code: 'ROOT',
      message: `The lines of settlement ${period}, revision ${revision}, do not give root ${root}.`,
    });
  }
  return found;
}

async function checkLines(
  options: AuditJournalOptions,
  closing: SettlementPayload,
  items: readonly LineItem[],
  carried: bigint | undefined,
): Promise<Found[]> {
  const { store, agreementKinds } = options;
  const { agreementId, inputs } = items[0]!;
  const name = `Lines of "${agreementId}" in ${closing.period}`;
  const entry = store.index.agreements
    .get(agreementId)
    ?.find(({ agreement, record }) => agreement.version === inputs.agreementVersion && record < closing.asOfRecord);
  if (!entry || LedgerInputs.parse(inputs).agreementHash !== entry.hash) {
    return [{ code: 'AGREEMENT', message: `${name} name a version that was not open.` }];
  }
  const found: Found[] = [];
  const again = recomputeAgreement({ agreementKinds, agreement: entry.agreement, inputs });
  const computed = again.ok ? again.value.items.map((item) => payment({ ...item, readings: [] })) : [];
  items.forEach((item, i) => {
    if (payment(item) === computed[i]) return;
    found.push({
      code: 'AMOUNT',
      message: `Line "${item.id}" reads ${payment(item)}, its inputs give ${computed[i] ?? 'nothing'}.`,
    });
  });
  const { runs, carryIn, supersededFrom } = LineInputs.parse(inputs);
  const committed = await store.energyOf(entry.agreement, closing.period, closing.asOfRecord);
  const period = settlePeriodOf(entry.agreement, closing.period, supersededFrom);
  const clipped = period ? committed.runs.flatMap((run) => clipRun(run, period.startMs, period.endMs) ?? []) : [];
  const used = new Set(runs.map(streamOf));
  if (runsJson(runs) !== runsJson(clipped.filter((run) => used.has(streamOf(run))))) {
    found.push({
      code: 'READINGS',
      message: `${name} were computed from other readings than those committed by then.`,
    });
  }
  if (carried !== undefined && (carryIn?.minor ?? 0n) !== carried) {
    found.push({
      code: 'CARRY',
      message: `${name} start with ${carryIn?.minor ?? 0n}, the month before left ${carried}.`,
    });
  }
  return found;
}

function payment(item: LineItem): string {
  const { id, debtorId, creditorId, amount, formula } = z.encode(LineItem, item);
  return canonicalJson({ id, debtorId, creditorId, amount, formula });
}

function streamOf({ meterId, point }: EnergyRun): string {
  return `${meterId}\u0000${point}`;
}

/** Runs in one spelling, whatever the order of their streams. */
function runsJson(runs: readonly EnergyRun[]): string {
  const wire = runs.map((run) => canonicalJson({ ...run, energyWh: run.energyWh.map(String) }));
  return wire.sort().join('\n');
}
