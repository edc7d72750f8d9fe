import type { Agreement, LineItem, MeterBatch, MeterReading, Settlement } from '@usina/core';
import { runsOf, settlePeriodOf } from '@usina/core/agreements';
import { type Money, Money as MoneySchema } from '@usina/core/money';
import * as z from 'zod';
import { LedgerError } from '../LedgerError.ts';
import { canonicalJson } from '../proof/canonicalJson.ts';
import { readingHasher } from '../proof/hashReading.ts';
import type { AgreementEnergy, EnergyBatch } from '../settlement/settlePeriod.ts';
import type { BatchEntry, JournalIndex, SettlementEntry } from './JournalIndex.ts';
import type { Log } from './openLog.ts';
import { BatchPayload, decodeBatch, LinesPayload, payloadOf, SettlementPayload } from './payloads.ts';
import type { LogRecord } from './scanLog.ts';

/** A reading and the batch that it was committed in. */
export interface CommittedReading {
  readonly reading: MeterReading;
  readonly entry: BatchEntry;
}

/** Reads from the file what the index only points at. */
export class JournalStore {
  readonly portfolioId: string;
  readonly index: JournalIndex;
  readonly log: Log;
  /** Remembers the identity of every meter and point that was committed. */
  readonly hashReading: ReturnType<typeof readingHasher>;

  constructor(options: { portfolioId: string; index: JournalIndex; log: Log }) {
    this.portfolioId = options.portfolioId;
    this.index = options.index;
    this.log = options.log;
    this.hashReading = readingHasher(options.portfolioId);
  }

  async batch(entry: BatchEntry): Promise<MeterBatch> {
    return decodeBatch(this.portfolioId, payloadOf(BatchPayload, await this.log.read(entry)));
  }

  /** The latest revision of each reading of a meter that touches a range, by point and start. */
  async readings(options: {
    meterId: string;
    startMs: number;
    endMs: number;
    asOf?: number | undefined;
  }): Promise<Map<string, CommittedReading>> {
    const { meterId, startMs, endMs, asOf } = options;
    const latest = new Map<string, CommittedReading>();
    for (const entry of this.index.batchesOf(meterId, startMs, endMs, asOf)) {
      for (const reading of (await this.batch(entry)).readings) {
        if (reading.startMs >= endMs || reading.endMs <= startMs) continue;
        const key = `${reading.point}\u0000${reading.startMs}`;
        const before = latest.get(key);
        if (!before || before.reading.revision < reading.revision) latest.set(key, { reading, entry });
      }
    }
    return latest;
  }

  /** What an agreement's meters counted in a month, as known before a record. */
  async energyOf(agreement: Agreement, month: string, asOf?: number): Promise<AgreementEnergy> {
    const range = settlePeriodOf(agreement, month);
    if (!range) return { runs: [], batches: [] };
    const readings: MeterReading[] = [];
    const batches = new Map<string, EnergyBatch>();
    for (const meterId of agreement.meters) {
      const { startMs, endMs } = range;
      for (const { reading, entry } of (await this.readings({ meterId, startMs, endMs, asOf })).values()) {
        readings.push(reading);
        const { root, revision } = entry;
        const key = `${meterId}\u0000${root}`;
        const points = new Set([...(batches.get(key)?.points ?? []), reading.point]);
        const span = { startMs: entry.startMs, endMs: entry.endMs };
        batches.set(key, { meterId, ...span, revision, root, points: [...points] });
      }
    }
    return { runs: runsOf(readings), batches: [...batches.values()] };
  }

  /** A settlement with its lines. */
  async settlement(entry: SettlementEntry): Promise<Settlement> {
    const { parts, asOfRecord: _, lines, outcome: __, ...rest } = await this.closing(entry);
    const lineItems: LineItem[] = [];
    for (const [record, offset] of parts) lineItems.push(...linesOf(await this.log.read({ record, offset })));
    if (lineItems.length !== lines) {
      throw new LedgerError(
        'JOURNAL_ALTERED',
        `Settlement record ${entry.record} counts ${lines} lines, its parts hold ${lineItems.length}.`,
        { context: { record: entry.record, offset: entry.offset } },
      );
    }
    return { portfolioId: this.portfolioId, ...rest, lineItems };
  }

  /** The closing record of a settlement. */
  async closing(entry: SettlementEntry): Promise<SettlementPayload> {
    return payloadOf(SettlementPayload, await this.log.read(entry));
  }

  /** Losses that the last settled month before a period left, as known before a record, and which month that is. */
  async carryInto(period: string, asOf?: number): Promise<{ from: string | undefined; carry: Record<string, Money> }> {
    const from = this.index.settledMonths(asOf).findLast((month) => month < period);
    const entry = from === undefined ? undefined : this.index.settlementOf(from, asOf);
    return { from, carry: entry ? (await this.closing(entry)).carryOut : {} };
  }

  /**
   * Months whose standing settlement started with other losses than the month before them leaves now, as known before
   * a record: they are to be settled again, the earliest first.
   */
  async staleMonths(asOf?: number): Promise<{ month: string; entry: SettlementEntry }[]> {
    const stale: { month: string; entry: SettlementEntry }[] = [];
    for (const month of this.index.settledMonths(asOf)) {
      const entry = this.index.settlementOf(month, asOf)!;
      const used = await this.carryInto(month, (await this.closing(entry)).asOfRecord);
      const now = await this.carryInto(month, asOf);
      if (carryJson(used.carry) !== carryJson(now.carry)) stale.push({ month, entry });
    }
    return stale;
  }
}

/** The line items of a `lines` record, each with the inputs that they share. */
export function linesOf(record: LogRecord): LineItem[] {
  const { inputs, items } = payloadOf(LinesPayload, record);
  return items.map(({ figures, ...item }) => ({ ...item, inputs: { ...inputs, figures } }));
}

function carryJson(carry: Readonly<Record<string, Money>>): string {
  return canonicalJson(
    Object.fromEntries(Object.entries(carry).map(([id, money]) => [id, z.encode(MoneySchema, money)])),
  );
}
