export type {
  AuditOptions,
  AuditProblem,
  AuditReport,
  CommittedReadingProof,
  Ledger,
  ProveReadingOptions,
  SettleOptions,
  SettleResult,
} from './Ledger.ts';
export { LedgerError, type LedgerErrorCode } from './LedgerError.ts';
