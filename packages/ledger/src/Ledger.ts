import type { Agreement, MeterBatch, PriceSeries, Settlement, Statement } from '@usina/core';
import type { Money } from '@usina/core/money';
import type { z } from 'zod';
import type { Hash } from './proof/Hash.ts';
import type { MeterBatchInput } from './proof/makeBatch.ts';
import type { ReadingProof } from './proof/verifyReading.ts';

export interface SettleOptions {
  /** Billing month, `YYYY-MM`, in the time zone of each agreement. */
  period: string;
  /** Zone that the settlement as a whole is labelled with. */
  timeZone: string;
  /** Prices that agreements refer to. @defaultValue none */
  prices?: readonly PriceSeries[];
  /** What only people know, by agreement: costs, plant revenue, index rates. @defaultValue none */
  given?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  signal?: AbortSignal;
  onProgress?(progress: { done: number; total: number; agreementId: string }): void;
}

export interface SettleResult {
  readonly settlement: Settlement;
  /** By party. */
  readonly statements: ReadonlyMap<string, Statement>;
  /** False when the same inputs were settled before: nothing was written, the revision is the one that stands. */
  readonly created: boolean;
  /** What this revision changed for each party against the one before it; empty for the first. */
  readonly adjustments: ReadonlyMap<string, Money>;
  /**
   * Later months, `YYYY-MM`, that were settled with other losses than the month before them leaves now. Settle them
   * again in this order; each may make the next one stale.
   */
  readonly stale: readonly string[];
}

export interface ProveReadingOptions {
  meterId: string;
  point: string;
  /** Start of the interval. */
  startMs: number;
  /** @defaultValue the latest */
  revision?: number;
}

/** A proof, and what was committed with the reading. */
export interface CommittedReadingProof extends ReadingProof {
  readonly batch: Omit<MeterBatch, 'readings'>;
}

export interface AuditOptions {
  /** Head of an earlier audit, kept elsewhere: the chain must still contain it. */
  trustedHead?: { readonly record: number; readonly hash: Hash };
  signal?: AbortSignal;
  onProgress?(progress: { done: number; total: number; problems: number }): void;
}

export interface AuditProblem {
  /**
   * `CHAIN` a record was changed; `HEAD` the trusted head is not in the chain; `AGREEMENT`, `BATCH`, `SIGNATURE`,
   * `READINGS`, `AMOUNT`, `CARRY`, `ROOT` and `RECORD` what a record says is not what its content gives; `STALE` a
   * month starts with other losses than the month before it leaves now, and is to be settled again.
   */
  readonly code:
    | 'CHAIN'
    | 'HEAD'
    | 'AGREEMENT'
    | 'BATCH'
    | 'SIGNATURE'
    | 'READINGS'
    | 'AMOUNT'
    | 'CARRY'
    | 'ROOT'
    | 'RECORD'
    | 'STALE';
  readonly record: number;
  readonly offset: number;
  readonly message: string;
}

export interface AuditReport {
  readonly ok: boolean;
  readonly records: number;
  readonly bytes: number;
  readonly agreements: number;
  readonly batches: number;
  readonly readings: number;
  readonly settlements: number;
  readonly lines: number;
  /** Keep it elsewhere and give it to a later audit as `trustedHead`. */
  readonly head: { readonly record: number; readonly hash: Hash };
  readonly problems: readonly AuditProblem[];
}

/** What every ledger does, on a journal as on a chain. Every promise resolves after the data is durable. */
export interface Ledger {
  readonly portfolioId: string;
  /**
   * Opens an agreement, or a new version that holds from its start date on. The same again changes nothing. The first
   * that names a currency sets that of the portfolio; another one is refused (`LEDGER_CURRENCY`).
   */
  openAgreement(agreement: z.input<typeof Agreement>): Promise<Agreement>;
  /** Commits readings of one meter under one root. The same again changes nothing. */
  commitBatch(batch: MeterBatchInput): Promise<MeterBatch>;
  proveReading(options: ProveReadingOptions): Promise<CommittedReadingProof>;
  /**
   * Settles every agreement of a month. One that cannot be is listed in `unsettled` with its reason. A loss is carried
   * from the month before; where that one is not settled while an earlier one left a loss, the call is refused with
   * `LEDGER_PERIOD_GAP`, which names the month to settle first.
   */
  settle(options: SettleOptions): Promise<SettleResult>;
  /** The statement of a party; the latest revision unless one is asked for. */
  statement(partyId: string, period: string, revision?: number): Promise<Statement>;
  /** Checks everything again from the first byte. */
  audit(options?: AuditOptions): Promise<AuditReport>;
  close(): Promise<void>;
}
