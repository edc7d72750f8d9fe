import type { Statement } from '@usina/core';
import { throwIfAborted } from '@usina/core/errors';
import { pacer } from '../pacer.ts';
import type { StatementVerdict } from './StatementVerdict.ts';
import { type VerifyStatementOptions, verifyStatementInSteps } from './verifyStatementInSteps.ts';

/**
 * As `verifyStatement`, letting other work run in between: for a server, or a page that must not stand still.
 *
 * @example
 * await verifyStatementPaced(statement, { trustedRoot }) // { ok: true, total: { minor: 893n, currency: 'BRL' }, lines: 2, … }
 */
export async function verifyStatementPaced(
  statement: Statement,
  { signal, ...options }: VerifyStatementOptions & { signal?: AbortSignal | undefined },
): Promise<StatementVerdict> {
  const pause = pacer();
  const steps = verifyStatementInSteps(statement, options);
  for (;;) {
    throwIfAborted(signal, 'Verifying a statement');
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}
