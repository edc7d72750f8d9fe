import { join } from 'node:path';
import { bitsToFlags, type PriceSeries } from '@usina/core';
import { standardAgreementKinds } from '@usina/core/agreements';
import { formatMoney } from '@usina/core/money';
import type { Series } from '@usina/core/series';
import { type Journal, openJournal, type SettleResult } from '@usina/ledger/journal';
import type { BatchReading } from '@usina/ledger/proof';
import { mcpDifference } from '@usina/market/settlement';
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
  /** What only people know, by agreement. */
  given?: Record<string, Record<string, unknown>>;
}

/** Opens the ledger and every agreement of the portfolio on it. */
export async function openLedger({ portfolio, clock }: Plant, { folder }: Run): Promise<Journal> {
  const ledger = await openJournal({
    folder: join(folder, 'journal'),
    portfolioId: portfolio.portfolioId,
    agreementKinds,
    clock,
  });
  try {
    for (const agreement of portfolio.agreements) await ledger.openAgreement(agreement);
  } catch (error) {
    await ledger.close();
    throw error;
  }
  return ledger;
}

/** Commits the hourly energy of every meter from the store, then settles the month for every agreement. */
export async function settleMonth(
  ledger: Journal,
  { store }: Plant,
  month: SettleMonth,
  { narrator, signal }: Run,
): Promise<SettleResult> {
  let committed = 0;
  for (const { meterId, point } of month.meters) {
    const energy = await store.range({
      assetId: meterId,
      points: [point],
      startMs: month.startMs,
      endMs: month.endMs,
      stepMs: hourMs,
    });
    const readings = wholeReadings(energy, point);
    if (readings.length === 0) continue;
    await ledger.commitBatch({ meterId, readings });
    committed += readings.length;
  }
  narrator.say(
    `${month.period}: ${committed} hourly readings of ${month.meters.length} meters committed, each batch under one Merkle root`,
  );
  const result = await ledger.settle({
    period: month.period,
    timeZone: month.timeZone,
    prices: month.prices,
    given: month.given ?? {},
    signal,
  });
  for (const { amount, debtorId, creditorId, description } of result.settlement.lineItems) {
    narrator.say(`${formatMoney(amount, 'pt-BR').padStart(14)}  ${debtorId} → ${creditorId}: ${description}`);
  }
  for (const { agreementId, reason, message } of result.settlement.unsettled)
    narrator.say(`${agreementId}: not settled (${reason}). ${message}`);
  return result;
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
