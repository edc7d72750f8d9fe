import { UsinaError } from '@usina/core/errors';

/**
 * What stops a ledger. Branch on `code`:
 *
 * - `JOURNAL_LOCKED` another process or handle has the folder open; `JOURNAL_CLOSED` this handle was closed;
 * - `JOURNAL_FOREIGN` no journal, or that of another portfolio; `JOURNAL_VERSION` written by a later version;
 * - `JOURNAL_ALTERED`, `JOURNAL_TRUNCATED` acknowledged data is not what was written (`context.record`, `context.offset`);
 * - `JOURNAL_DISK_FULL`, `JOURNAL_WRITE` the file system refused: nothing of the call was acknowledged or kept;
 * - `LEDGER_BATCH_INVALID` readings that are no batch; `LEDGER_BATCH_OVERLAP` another interval is committed there;
 *   `LEDGER_BATCH_REVISION` the interval is committed: a correction needs the next revision;
 * - `LEDGER_SIGNATURE` the signature does not fit; `LEDGER_AGREEMENT_VERSION` not the next version;
 * - `LEDGER_CURRENCY` an agreement in another currency than those opened before;
 * - `LEDGER_PERIOD_GAP` an earlier month left a loss, and the month after it is not settled (`context.expected`);
 * - `LEDGER_UNKNOWN` no such reading, settlement or party; `PROOF_INVALID` what was given is no hash, leaf or JSON.
 */
export type LedgerErrorCode =
  | 'JOURNAL_LOCKED'
  | 'JOURNAL_CLOSED'
  | 'JOURNAL_FOREIGN'
  | 'JOURNAL_VERSION'
  | 'JOURNAL_ALTERED'
  | 'JOURNAL_TRUNCATED'
  | 'JOURNAL_DISK_FULL'
  | 'JOURNAL_WRITE'
  | 'LEDGER_BATCH_INVALID'
  | 'LEDGER_BATCH_OVERLAP'
  | 'LEDGER_BATCH_REVISION'
  | 'LEDGER_SIGNATURE'
  | 'LEDGER_AGREEMENT_VERSION'
  | 'LEDGER_CURRENCY'
  | 'LEDGER_PERIOD_GAP'
  | 'LEDGER_UNKNOWN'
  | 'PROOF_INVALID';

export class LedgerError extends UsinaError<LedgerErrorCode> {}
