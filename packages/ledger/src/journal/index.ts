export type {
  AuditOptions,
  AuditProblem,
  AuditReport,
  CommittedReadingProof,
  Ledger,
  ProveReadingOptions,
  SettleOptions,
  SettleResult,
} from '../Ledger.ts';
export { LedgerError, type LedgerErrorCode } from '../LedgerError.ts';
export type { JournalFile, OpenJournalFile } from './JournalFile.ts';
export { type Journal, type OpenJournalOptions, openJournal } from './openJournal.ts';
export type { Recovered } from './recoverLog.ts';
