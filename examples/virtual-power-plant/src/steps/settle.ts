import { join } from 'node:path';
import { bitsToFlags, type Finding, type PriceSeries } from '@usina/core';
import { standardAgreementKinds } from '@usina/core/agreements';
import { throwIfAborted } from '@usina/core/errors';
import type { Series } from '@usina/core/series';
import { type Journal, openJournal, type SettleResult } from '@usina/ledger/journal';
import type { BatchReading } from '@usina/ledger/proof';
import { mcpDifference } from '@usina/market/settlement';
import { createOpened } from '../cli/opened.ts';
import { amountText } from '../cli/wording.ts';
import type { Plant } from '../plant/openPlant.ts';
import type { Run } from '../Run.ts';

export const agreementKinds = [...standardAgreementKinds, mcpDifference];
const hourMs = 3_600_000;

export interface MeterPoint {
  meterId: string;
  /** Register whose differences are settled. */
  point: string;
}

export interface SettleMonth {
  period: string;
  timeZone: string;
  startMs: number;
  endMs: number;
  meters: readonly MeterPoint[];
  prices: readonly PriceSeries[];
  /** What was found at the machines: a counter that power contradicts is settled as it stands, and told. */
  findings?: readonly Finding[];
  /** What only people know, by agreement. */
  given?: Record<string, Record<string, unknown>>;
}

/** A reading that stands on the ledger. */
export interface CommittedReading extends MeterPoint {
  startMs: number;
}

export interface Settled {
  result: SettleResult;
  /** The hour with most energy of the first meter that had any: something to prove. */
  sample: CommittedReading | undefined;
}

/** Opens the ledger and every agreement of the portfolio on it. */
export async function openLedger({ portfolio, clock }: Plant, { folder }: Run): Promise<Journal> {
  const ledger = await openJournal({
    folder: join(folder, 'journal'),
    portfolioId: portfolio.portfolioId,
    agreementKinds,
    clock,
  });
  const opened = createOpened();
  opened.keep(ledger);
  try {
    for (const agreement of portfolio.agreements) await ledger.openAgreement(agreement);
  } catch (error) {
    throw await opened.closeFor(error);
  }
  return ledger;
}

/** Commits the hourly energy of every meter from the store, then settles the month for every agreement. */
export async function settleMonth(
  ledger: Journal,
  { store }: Plant,
  month: SettleMonth,
  { narrator, signal }: Run,
): Promise<Settled> {
  let committed = 0;
  let sample: CommittedReading | undefined;
  let estimated = 0;
  let estimatedWh = 0n;
  /** Whole hours: what is left of a record that ends within one is not settled. */
  const endMs = month.startMs + Math.floor((month.endMs - month.startMs) / hourMs) * hourMs;
  for (const { meterId, point } of month.meters) {
    throwIfAborted(signal, `Committing the meters of ${month.period}`);
    const energy = await store.range({
      assetId: meterId,
      points: [point],
      startMs: month.startMs,
      endMs,
      stepMs: hourMs,
      signal,
    });
    const readings = wholeReadings(energy, point);
    if (readings.length === 0) continue;
    await ledger.commitBatch({ meterId, readings });
    committed += readings.length;
    for (const { energyWh, flags } of readings) {
      if (!flags?.includes('estimated')) continue;
      estimated += 1;
      estimatedWh += BigInt(energyWh);
    }
    sample ??= { meterId, point, startMs: richest(readings).startMs };
  }
  narrator.say(
    `${month.period}: ${committed} hourly readings of ${month.meters.length} meters committed, each batch under one Merkle root`,
  );
  if (estimated > 0) {
    narrator.say(
      `${month.period}: ${estimated} of them lie in silences and are flagged \`estimated\`: ${(Number(estimatedWh) / 1e6).toFixed(3)} MWh that the counters prove in sum, spread over the hours`,
    );
  }
  for (const { assetId, evidence } of disputed(month)) {
    narrator.say(
      `${month.period}: the counter of ${assetId} is settled as it stands, though power contradicts it. ${evidence.notes?.join(' ') ?? ''} Correct its readings before anybody pays: a correction is a new revision.`,
    );
  }
  const result = await ledger.settle({
    period: month.period,
    timeZone: month.timeZone,
    prices: month.prices,
    given: month.given ?? {},
    signal,
  });
  for (const { amount, debtorId, creditorId, description } of result.settlement.lineItems) {
    narrator.say(`${amountText(amount).padStart(14)}  ${debtorId} → ${creditorId}: ${description}`);
  }
  for (const { agreementId, reason, message } of result.settlement.unsettled)
    narrator.say(`${agreementId}: not settled (${reason}). ${message}`);
  return { result, sample };
}

function disputed({ findings = [], meters, startMs, endMs }: SettleMonth): Finding[] {
  return findings.filter(
    (finding) =>
      finding.rule === 'counterFault' &&
      finding.startMs < endMs &&
      finding.endMs > startMs &&
      meters.some(({ meterId }) => meterId === finding.assetId),
  );
}

function richest(readings: readonly BatchReading[]): BatchReading {
  return readings.reduce((best, reading) => (reading.energyWh > best.energyWh ? reading : best));
}

/** Intervals with energy as whole Wh; what a silence hides is spread by the store and stays flagged `estimated`. */
function wholeReadings(energy: Series, point: string): BatchReading[] {
  const { startMs, stepMs } = energy;
  return Array.from(energy.columns[point]!, (wattHours, i) => ({
    point,
    startMs: startMs + i * stepMs,
    endMs: startMs + (i + 1) * stepMs,
    energyWh: Number.isFinite(wattHours) ? BigInt(Math.round(wattHours)) : undefined,
    flags: bitsToFlags(energy.quality?.[point]?.[i] ?? 0),
  })).filter((reading): reading is typeof reading & { energyWh: bigint } => reading.energyWh !== undefined);
}
