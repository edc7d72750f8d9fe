import type { Agreement } from '@usina/core';
import { type AgreementKind, currencyOf } from '@usina/core/agreements';
import { LedgerError } from '../LedgerError.ts';
import type { Hash } from '../proof/Hash.ts';
import type { AgreementInForce } from '../settlement/settlePeriod.ts';
import { AgreementPayload, OpenPayload, payloadOf, SettlementPayload } from './payloads.ts';
import type { LogRecord } from './scanLog.ts';

interface Place {
  readonly record: number;
  readonly offset: number;
}

/** Where a meter batch lies, and what it spans. */
export interface BatchEntry extends Place {
  readonly startMs: number;
  readonly endMs: number;
  readonly revision: number;
  readonly root: Hash;
}

export interface AgreementEntry extends Place {
  readonly agreement: Agreement;
  readonly hash: Hash;
}

/** Where a settlement lies; its lines stay in the file. */
export interface SettlementEntry extends Place {
  readonly revision: number;
  readonly outcome: Hash;
}

/** What of a journal is kept in memory: agreements, and where batches and settlements lie. Never readings or lines. */
export class JournalIndex {
  portfolioId: string | undefined;
  readonly agreements = new Map<string, AgreementEntry[]>();
  readonly batches = new Map<string, BatchEntry[]>();
  readonly settlements = new Map<string, SettlementEntry[]>();

  apply(record: LogRecord): void {
    const { record: number, offset } = record;
    switch (record.type) {
      case 'open':
        this.portfolioId = payloadOf(OpenPayload, record).portfolioId;
        return;
      case 'agreement': {
        const { agreement, hash } = payloadOf(AgreementPayload, record);
        push(this.agreements, agreement.id, { record: number, offset, agreement, hash });
        return;
      }
      case 'batch': {
        // The readings are not looked at here: at the start of a long journal that would be most of the work.
        const { meterId, startMs, endMs, revision, root } = record.payload as BatchEntry & { meterId: string };
        push(this.batches, meterId, { record: number, offset, startMs, endMs, revision, root });
        return;
      }
      case 'lines':
        return;
      case 'settlement': {
        const { period, revision, outcome } = payloadOf(SettlementPayload, record);
        push(this.settlements, period, { record: number, offset, revision, outcome });
        return;
      }
      default:
        throw new LedgerError(
          'JOURNAL_VERSION',
          `Record ${number}, at byte ${offset}, is of the unknown type "${record.type}". Update @usina/ledger.`,
          { context: { record: number, offset, type: record.type } },
        );
    }
  }

  /** Currency of the first agreement whose terms name one: that of the portfolio. */
  currency(kinds: readonly AgreementKind[]): string | undefined {
    for (const versions of this.agreements.values()) {
      for (const { agreement } of versions) {
        const currency = currencyOf(kinds, agreement);
        if (currency !== undefined) return currency;
      }
    }
    return undefined;
  }

  /** Every version of every agreement known before a record, and from when a later version holds. */
  agreementsAsOf(record: number): AgreementInForce[] {
    const found: AgreementInForce[] = [];
    for (const id of [...this.agreements.keys()].sort()) {
      const versions = this.agreements.get(id)!.filter((entry) => entry.record < record);
      versions.forEach(({ agreement }, i) => {
        const later = versions.slice(i + 1).map((entry) => entry.agreement.term.startDate);
        found.push({ agreement, supersededFrom: later.sort()[0] ?? null });
      });
    }
    return found;
  }

  /** Batches of a meter that touch a range and were known before a record. */
  batchesOf(meterId: string, startMs: number, endMs: number, asOf = Number.POSITIVE_INFINITY): BatchEntry[] {
    const entries = this.batches.get(meterId) ?? [];
    return entries.filter((entry) => entry.record < asOf && entry.startMs < endMs && entry.endMs > startMs);
  }

  /** Months that were settled before a record, in order of time. */
  settledMonths(asOf = Number.POSITIVE_INFINITY): string[] {
    const months = [...this.settlements].filter(([, entries]) => entries.some(({ record }) => record < asOf));
    return months.map(([period]) => period).sort();
  }

  /** The latest settlement of a period known before a record, or one revision of it. */
  settlementOf(period: string, asOf = Number.POSITIVE_INFINITY, revision?: number): SettlementEntry | undefined {
    const entries = this.settlements.get(period) ?? [];
    return entries.findLast((entry) => entry.record < asOf && (revision === undefined || entry.revision === revision));
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
