import type { Money } from '@usina/core/money';

/**
 * What can be wrong with a statement:
 *
 * - `STATEMENT_INVALID` it is none: a member is missing, or is not what it must be;
 * - `ROOT_UNTRUSTED` it is for another root than the trusted one; `PORTFOLIO`, `PERIOD`, `PARTY` a line is of another;
 * - `HEADER_ALTERED` its portfolio, period, revision or zone is not what the root was made of; `LINES_MISSING` it has no
 *   lines, and so proves nothing;
 * - `AMOUNT_ALTERED` the line is in the tree with the amount that its inputs give, but shows another;
 * - `INPUTS_ALTERED` the line is not in the tree, and its inputs do not give its amount;
 * - `PROOF_BROKEN` its inputs give its amount, but the proof does not lead to the root: the proof, a text or an input
 *   without weight was changed;
 * - `AMOUNT_WRONG` the line is in the tree, but its inputs do not give its amount: whoever settled was wrong;
 * - `AGREEMENT_MISSING`, `AGREEMENT_ALTERED` the terms are not those that the line was settled by;
 * - `FORMULA_UNKNOWN` no kind with that version was passed in; `INPUTS_INVALID` they cannot be read or are too few;
 * - `LINE_DUPLICATE` it is there twice; `TOTAL_DIFFERS` the lines do not add up to the total.
 */
export type StatementProblemCode =
  | 'STATEMENT_INVALID'
  | 'ROOT_UNTRUSTED'
  | 'PORTFOLIO'
  | 'PERIOD'
  | 'PARTY'
  | 'HEADER_ALTERED'
  | 'LINES_MISSING'
  | 'AMOUNT_ALTERED'
  | 'INPUTS_ALTERED'
  | 'PROOF_BROKEN'
  | 'AMOUNT_WRONG'
  | 'AGREEMENT_MISSING'
  | 'AGREEMENT_ALTERED'
  | 'FORMULA_UNKNOWN'
  | 'INPUTS_INVALID'
  | 'LINE_DUPLICATE'
  | 'TOTAL_DIFFERS';

export interface StatementProblem {
  readonly code: StatementProblemCode;
  /** The line at fault; absent where it is the statement as a whole. */
  readonly lineId?: string | undefined;
  /** What was read and what was expected, for a person. */
  readonly message: string;
}

export type StatementVerdict =
  | {
      readonly ok: true;
      /** Positive: the party is to receive. */
      readonly total: Money;
      /** Lines computed again and found in the tree. */
      readonly lines: number;
      /**
       * Meter batches that the lines stand on. `proven`: the inputs hold every reading of it and give its root. The
       * rest holds readings beyond this statement: ask the ledger for a `ReadingProof` of those that matter.
       */
      readonly batches: { readonly proven: number; readonly total: number };
    }
  | { readonly ok: false; readonly problems: readonly StatementProblem[] };
