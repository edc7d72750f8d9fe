import { LineItem } from '@usina/core';
import {
  type AgreementKind,
  clipRun,
  type EnergyRun,
  LineInputs,
  recomputeAgreement,
  settlePeriodOf,
} from '@usina/core/agreements';
import { throwIfAborted } from '@usina/core/errors';
import * as z from 'zod';
import type { AuditProblem } from '../Ledger.ts';
import { pacer } from '../pacer.ts';
import { canonicalJson } from '../proof/canonicalJson.ts';
import { LedgerInputs } from '../proof/LedgerInputs.ts';
import { settlementTree } from '../proof/settlementTree.ts';
import { leavesOf } from '../settlement/statementsOf.ts';
import { versionDaysOf } from '../settlement/versionDaysOf.ts';
import { type JournalStore, linesOf } from './JournalStore.ts';
import { payloadOf, SettlementPayload } from './payloads.ts';
import type { LogRecord } from './scanLog.ts';
import { outcomeOf } from './settleJournal.ts';

export type Found = Pick<AuditProblem, 'code' | 'message'>;

export interface CheckSettlementOptions {
  store: JournalStore;
  agreementKinds: readonly AgreementKind[];
  /** The closing record. */
  record: LogRecord;
  signal?: AbortSignal | undefined;
}

/** Computes a settlement of the journal again: every line, its readings and carry, the root. */
export async function checkSettlement(options: CheckSettlementOptions): Promise<{ found: Found[]; lines: number }> {
  const { store, record } = options;
  const closing = payloadOf(SettlementPayload, record);
  const found: Found[] = [];
  const { carry: carryIn } = await store.carryInto(closing.period, closing.asOfRecord);
  const items: LineItem[] = [];
  const pause = pacer();
  const inForce = daysInForce(store, closing);
  const seen = new Set<string>();
  for (const [part, offset] of closing.parts) {
    throwIfAborted(options.signal, 'The audit');
    const lines = linesOf(await store.log.read({ record: part, offset }));
    const first = !seen.has(lines[0]!.agreementId);
    seen.add(lines[0]!.agreementId);
    const carried = first ? (carryIn[lines[0]!.agreementId]?.minor ?? 0n) : undefined;
    found.push(...(await checkLines(options, { closing, inForce, items: lines, carried })));
    items.push(...lines);
    await pause();
  }
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
  const leaves = await leavesOf(settlement);
  const given = settlementTree(settlement, leaves).root;
  if (given !== root || items.length !== lines || outcomeOf(settlement, leaves) !== closing.outcome) {
    found.push({
      code: 'ROOT',
      message: `The header and lines of settlement ${period}, revision ${revision}, do not give root ${root}.`,
    });
  }
  return { found, lines: items.length };
}

interface LinesToCheck {
  closing: SettlementPayload;
  inForce: ReadonlyMap<string, string>;
  items: readonly LineItem[];
  /** What the lines must start with; undefined where an earlier version's lines say it. */
  carried: bigint | undefined;
}

async function checkLines(
  options: CheckSettlementOptions,
  { closing, inForce, items, carried }: LinesToCheck,
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
  const { runs, carryIn, supersededFrom, versionDays } = LineInputs.parse(inputs);
  if (inForce.get(`${agreementId}/v${entry.agreement.version}`) !== canonicalJson({ supersededFrom, versionDays })) {
    found.push({ code: 'AGREEMENT', message: `${name} were settled for other days than its versions had by then.` });
  }
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

/** What the inputs of each version's lines must say of its days, as known to a settlement. */
function daysInForce(store: JournalStore, { period, asOfRecord }: SettlementPayload): Map<string, string> {
  const versions = store.index.agreementsAsOf(asOfRecord);
  const days = versionDaysOf(versions, period);
  return new Map(
    versions.map(({ agreement: { id, version }, supersededFrom }, i) => [
      `${id}/v${version}`,
      canonicalJson({ supersededFrom, versionDays: days[i] }),
    ]),
  );
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
