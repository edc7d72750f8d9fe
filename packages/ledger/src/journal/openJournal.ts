import { mkdir } from 'node:fs/promises';
import { type AgreementKind, checkKinds, standardAgreementKinds } from '@usina/core/agreements';
import { type Clock, systemClock } from '@usina/core/time';
import type { CommittedReadingProof, Ledger, ProveReadingOptions } from '../Ledger.ts';
import { LedgerError } from '../LedgerError.ts';
import { merkleProof } from '../proof/merkleTree.ts';
import { statementsOf } from '../settlement/statementsOf.ts';
import { auditJournal } from './auditJournal.ts';
import { commitBatch } from './commitBatch.ts';
import { type OpenJournalFile, openNodeFile } from './JournalFile.ts';
import { JournalIndex } from './JournalIndex.ts';
import { JournalStore } from './JournalStore.ts';
import { lockFolder } from './lockFolder.ts';
import { openAgreement } from './openAgreement.ts';
import { closedError, openLog } from './openLog.ts';
import type { Recovered } from './recoverLog.ts';
import { settleJournal } from './settleJournal.ts';
import { Turns } from './Turns.ts';

export interface OpenJournalOptions {
  /** Made where there is none. One process at a time. */
  folder: string;
  /** Whose journal it is; another one's is refused. */
  portfolioId: string;
  /** Kinds of agreement that can be opened and settled. @defaultValue `standardAgreementKinds` */
  agreementKinds?: readonly AgreementKind[];
  /** Address that must sign the batches of a meter, by meter. @defaultValue none must be signed */
  meterSigners?: Readonly<Record<string, string>>;
  /** @defaultValue the system's */
  clock?: Pick<Clock, 'now'>;
  /** Opens the files. @defaultValue the file system */
  openFile?: OpenJournalFile;
}

/** A ledger on an append-only file. */
export interface Journal extends Ledger {
  /** What a crash left half written and unacknowledged, and was taken off when this was opened. */
  readonly recovered: Recovered | undefined;
}

/**
 * Opens the embedded ledger: an append-only file of records that are chained by hash and made durable before a promise
 * resolves. Several calls that wait together share one write.
 *
 * Throws `JOURNAL_LOCKED`, `JOURNAL_FOREIGN`, `JOURNAL_VERSION`, `JOURNAL_ALTERED` and `JOURNAL_TRUNCATED` with the
 * record and the byte at fault in the context.
 *
 * @example
 * const ledger = await openJournal({ folder: 'ledger', portfolioId: 'vpp-1' });
 * await ledger.commitBatch({ meterId: 'pv-1', readings: [{ point: 'energyExportedWh', startMs: 0, endMs: 900_000, energyWh: 1_250 }] });
 * await ledger.close();
 */
export async function openJournal(options: OpenJournalOptions): Promise<Journal> {
  const { folder, portfolioId, agreementKinds = standardAgreementKinds, meterSigners = {} } = options;
  const { clock = systemClock, openFile = openNodeFile } = options;
  checkKinds(agreementKinds);
  await mkdir(folder, { recursive: true });
  const unlock = lockFolder(folder);
  const index = new JournalIndex();
  const log = await openLog({ folder, openFile, onRecord: (record) => index.apply(record) }).catch((error: unknown) => {
    unlock();
    throw error;
  });
  const closeFiles = async () => {
    await log.close();
    unlock();
  };
  try {
    if (index.portfolioId === undefined) await log.append('open', { portfolioId, atMs: clock.now() });
    if (index.portfolioId !== portfolioId) throw foreign(folder, portfolioId, index.portfolioId);
  } catch (error) {
    await closeFiles();
    throw error;
  }

  const store = new JournalStore({ portfolioId, index, log });
  const turns = new Turns(() => closedError(folder));
  return {
    portfolioId,
    recovered: log.recovered,
    openAgreement: (input) =>
      turns.take(`agreement ${input.id}`, () => openAgreement({ store, agreementKinds, input, atMs: clock.now() })),
    commitBatch: (input) =>
      turns.take(`meter ${input.meterId}`, () =>
        commitBatch({ store, input, atMs: clock.now(), signer: meterSigners[input.meterId] }),
      ),
    proveReading: (asked) => turns.take(undefined, () => proveReading(store, asked)),
    settle: (asked) =>
      turns.take('settle', (closing) =>
        settleJournal({ ...asked, signal: both(closing, asked.signal), store, agreementKinds, nowMs: clock.now() }),
      ),
    statement: (partyId, period, revision) =>
      turns.take(undefined, () => statement(store, { partyId, period, revision })),
    audit: (asked = {}) =>
      turns.take(undefined, (closing) =>
        auditJournal({ ...asked, signal: both(closing, asked.signal), store, agreementKinds }),
      ),
    async close() {
      if (await turns.close()) await closeFiles();
    },
  };
}

function both(closing: AbortSignal, signal: AbortSignal | undefined): AbortSignal {
  return signal ? AbortSignal.any([closing, signal]) : closing;
}

async function proveReading(store: JournalStore, asked: ProveReadingOptions): Promise<CommittedReadingProof> {
  const { meterId, point, startMs, revision } = asked;
  const entries = store.index.batchesOf(meterId, startMs, startMs + 1).sort((a, b) => b.revision - a.revision);
  for (const entry of entries) {
    if (revision !== undefined && entry.revision !== revision) continue;
    const { readings, ...batch } = await store.batch(entry);
    const reading = readings.find((each) => each.point === point && each.startMs === startMs);
    if (!reading) continue;
    const { portfolioId } = store;
    const proof = merkleProof(readings.map(store.hashReading), store.hashReading(reading));
    return { portfolioId, reading, root: entry.root, proof, batch };
  }
  throw new LedgerError(
    'LEDGER_UNKNOWN',
    `No reading of meter "${meterId}" ${point} is committed at ${new Date(startMs).toISOString()}${revision === undefined ? '' : ` in revision ${revision}`}.`,
    { context: { ...asked } },
  );
}

async function statement(
  store: JournalStore,
  { partyId, period, revision }: { partyId: string; period: string; revision: number | undefined },
) {
  const entry = store.index.settlementOf(period, undefined, revision);
  const settlement = entry && (await store.settlement(entry));
  const agreements = [...store.index.agreements.values()].flat().map(({ agreement }) => agreement);
  const found = settlement && (await statementsOf({ settlement, agreements, partyIds: [partyId] })).get(partyId);
  if (found) return found;
  const read = settlement ? `settlement ${period} has no line of party "${partyId}"` : `${period} is not settled`;
  throw new LedgerError(
    'LEDGER_UNKNOWN',
    `No statement: ${read}${revision === undefined ? '' : ` in revision ${revision}`}.`,
    {
      context: { partyId, period, revision },
    },
  );
}

function foreign(folder: string, read: string, found: string | undefined): LedgerError {
  return new LedgerError(
    'JOURNAL_FOREIGN',
    `The journal in ${folder} is that of portfolio "${found}", read "${read}". Check the folder and the portfolio.`,
    { context: { folder, portfolioId: read, found } },
  );
}
