import { LineItem, type Settlement, Settlement as SettlementSchema } from '@usina/core';
import type { AgreementKind } from '@usina/core/agreements';
import type { Money } from '@usina/core/money';
import { monthRange } from '@usina/core/time';
import * as z from 'zod';
import type { SettleOptions, SettleResult } from '../Ledger.ts';
import { LedgerError } from '../LedgerError.ts';
import { canonicalJson } from '../proof/canonicalJson.ts';
import { type Hash, hashText } from '../proof/Hash.ts';
import { adjustmentPostings } from '../settlement/postings.ts';
import { settlePeriod } from '../settlement/settlePeriod.ts';
import { statementsOf } from '../settlement/statementsOf.ts';
import type { SettlementEntry } from './JournalIndex.ts';
import type { JournalStore } from './JournalStore.ts';

export interface SettleJournalOptions extends SettleOptions {
  store: JournalStore;
  agreementKinds: readonly AgreementKind[];
  nowMs: number;
}

/**
 * Settles a month from what the journal holds now. Its lines are written agreement by agreement and count only once
 * the closing record that names them is durable: a crash in between leaves no half settlement.
 */
export async function settleJournal(options: SettleJournalOptions): Promise<SettleResult> {
  const { store, period, timeZone, nowMs } = options;
  monthRange(period, timeZone);
  const asOfRecord = store.log.head.records;
  const before = store.index.settlementOf(period);
  const agreements = store.index.agreementsAsOf(asOfRecord);
  const { settlement, leaves } = await settlePeriod({
    portfolioId: store.portfolioId,
    period,
    timeZone,
    revision: (before?.revision ?? 0) + 1,
    settledAtMs: nowMs,
    agreements,
    agreementKinds: options.agreementKinds,
    currency: store.index.currency(options.agreementKinds),
    energyOf: (agreement) => store.energyOf(agreement, period, asOfRecord),
    carryIn: await carryInto(store, period, asOfRecord),
    prices: options.prices ?? [],
    given: options.given ?? {},
    signal: options.signal,
    onProgress: options.onProgress,
  });
  const outcome = outcomeOf(settlement, leaves);
  const versions = agreements.map(({ agreement }) => agreement);
  if (before && before.outcome === outcome) {
    const { revision, settledAtMs, root } = await store.closing(before);
    const standing = { ...settlement, revision, settledAtMs, root };
    const statements = await statementsOf({ settlement: standing, leaves, agreements: versions });
    const stale = await staleAfter(store, period);
    return { settlement: standing, statements, created: false, adjustments: new Map(), stale };
  }
  await write(store, settlement, { asOfRecord, outcome });
  const statements = await statementsOf({ settlement, leaves, agreements: versions });
  const changed = before ? await adjustments(store, before, settlement) : new Map<string, Money>();
  return { settlement, statements, created: true, adjustments: changed, stale: await staleAfter(store, period) };
}

/** Losses to start with. Throws `LEDGER_PERIOD_GAP` where the month that left some is not the one before. */
async function carryInto(store: JournalStore, period: string, asOf: number): Promise<Record<string, Money>> {
  const { from, carry } = await store.carryInto(period, asOf);
  if (from === undefined || Object.keys(carry).length === 0) return carry;
  const expected = monthAfter(from);
  if (expected === period) return carry;
  throw new LedgerError(
    'LEDGER_PERIOD_GAP',
    `Settle ${expected} first: ${from} left a loss to ${Object.keys(carry).join(', ')}, and no month between it and ${period} is settled.`,
    { context: { period, expected, from } },
  );
}

async function staleAfter(store: JournalStore, period: string): Promise<string[]> {
  return (await store.staleMonths()).map(({ month }) => month).filter((month) => month > period);
}

/** `2025-12` → `2026-01`. */
function monthAfter(period: string): string {
  const [year, month] = period.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
}

const Outcome = SettlementSchema.pick({ timeZone: true, carryOut: true, unsettled: true });

/** Hash of all that a repetition with the same inputs must give again: not when it was settled, nor which revision. */
export function outcomeOf({ timeZone, carryOut, unsettled }: Settlement, leaves: readonly Hash[]): Hash {
  return hashText(canonicalJson({ ...z.encode(Outcome, { timeZone, carryOut, unsettled }), leaves }));
}

async function write(
  store: JournalStore,
  settlement: Settlement,
  { asOfRecord, outcome }: { asOfRecord: number; outcome: Hash },
): Promise<void> {
  const parts: Promise<{ record: number; offset: number }>[] = [];
  for (const items of byAgreement(settlement.lineItems)) {
    const { figures: _, ...inputs } = items[0]!.inputs;
    const lines = items.map((item) => {
      const { inputs: own, ...rest } = z.encode(LineItem, item);
      return { ...rest, figures: own.figures ?? {} };
    });
    if (parts.length % 64 === 63) await parts.at(-1);
    parts.push(store.log.append('lines', { period: settlement.period, inputs, items: lines }));
  }
  const places = await Promise.all(parts);
  const { lineItems, portfolioId: _, ...closing } = settlement;
  const wire = z.encode(SettlementSchema.omit({ lineItems: true, portfolioId: true }), closing);
  await store.log.append('settlement', {
    ...wire,
    asOfRecord,
    parts: places.map(({ record, offset }) => [record, offset]),
    lines: lineItems.length,
    outcome,
  });
}

/** Lines of one agreement version follow one another and share their inputs. */
function byAgreement(items: readonly LineItem[]): LineItem[][] {
  const groups: LineItem[][] = [];
  for (const item of items) {
    const last = groups.at(-1)?.[0];
    const same =
      last?.agreementId === item.agreementId && last.inputs.agreementVersion === item.inputs.agreementVersion;
    if (same) groups.at(-1)!.push(item);
    else groups.push([item]);
  }
  return groups;
}

async function adjustments(
  store: JournalStore,
  before: SettlementEntry,
  after: Settlement,
): Promise<Map<string, Money>> {
  const byParty = new Map<string, Money>();
  for (const { partyId, amount } of adjustmentPostings(await store.settlement(before), after)) {
    const { minor } = byParty.get(partyId) ?? { minor: 0n };
    byParty.set(partyId, { minor: minor + amount.minor, currency: amount.currency });
  }
  return byParty;
}
