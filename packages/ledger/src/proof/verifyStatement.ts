import type { Statement } from '@usina/core';
import type { StatementVerdict } from './StatementVerdict.ts';
import { type VerifyStatementOptions, verifyStatementInSteps } from './verifyStatementInSteps.ts';

/**
 * Checks a statement alone, without the ledger: every amount is computed again from its inputs and its agreement,
 * every line is found in the tree under the trusted root, the root is that of this portfolio, period, revision and
 * zone, and the lines add up. Runs in a browser.
 *
 * A month of 22 hourly meters takes about 0.3 s, in which nothing else runs: `verifyStatementPaced` lets it.
 *
 * It cannot know of lines that were left out of a statement: compare the agreements with those that you signed.
 *
 * @example
 * verifyStatement(statement, { trustedRoot }) // { ok: true, total: { minor: 893n, currency: 'BRL' }, lines: 2, … }
 */
export function verifyStatement(statement: Statement, options: VerifyStatementOptions): StatementVerdict {
  const steps = verifyStatementInSteps(statement, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
