import { type LineItem, Statement } from '@usina/core';
import { type AgreementKind, LineInputs, readingsOf, standardAgreementKinds } from '@usina/core/agreements';
import { add, type Money, moneyText, negate } from '@usina/core/money';
import { type BatchReference, LedgerInputs } from './LedgerInputs.ts';
import { makeBatchInSteps } from './makeBatch.ts';
import type { StatementProblem, StatementVerdict } from './StatementVerdict.ts';
import { hashHeader } from './settlementTree.ts';
import { shapeFault } from './shapeFault.ts';
import { verifyLine } from './verifyLine.ts';

export interface VerifyStatementOptions {
  /** Root of the settlement, from where it can be trusted: published, signed, or on a chain. */
  trustedRoot: string;
  /** Kinds that compute the lines again. @defaultValue `standardAgreementKinds` */
  agreementKinds?: readonly AgreementKind[];
}

/** As `verifyStatement`, yielding after every line and about every 8 ms of hashing. */
export function* verifyStatementInSteps(
  statement: Statement,
  options: VerifyStatementOptions,
): Generator<void, StatementVerdict> {
  const { agreementKinds = standardAgreementKinds, trustedRoot } = options;
  const fault = shapeFault(Statement, statement);
  if (fault !== undefined) {
    return { ok: false, problems: [{ code: 'STATEMENT_INVALID', message: `This is no statement: ${fault}` }] };
  }
  const { portfolioId, partyId, period, revision, timeZone, root, agreements, lines } = statement;
  const problems: StatementProblem[] = [];
  const header = hashHeader(statement);
  if (root !== trustedRoot) {
    problems.push({ code: 'ROOT_UNTRUSTED', message: `The statement is for root ${root}, trusted is ${trustedRoot}.` });
  }
  if (lines.length === 0) {
    problems.push({ code: 'LINES_MISSING', message: 'The statement has no lines: nothing leads to its root.' });
  } else if (lines.every(({ proof }) => proof.at(-1) !== header)) {
    const message = `No proof holds portfolio ${portfolioId}, ${period}, revision ${revision}, zone ${timeZone}.`;
    problems.push({ code: 'HEADER_ALTERED', message });
  }
  const seen = new Set<string>();
  for (const { item, proof } of lines) {
    const { id, debtorId, creditorId } = item;
    if (seen.has(id)) problems.push({ code: 'LINE_DUPLICATE', lineId: id, message: `Line "${id}" is there twice.` });
    seen.add(id);
    if (debtorId !== partyId && creditorId !== partyId) {
      problems.push({ code: 'PARTY', lineId: id, message: `Line "${id}" is between ${debtorId} and ${creditorId}.` });
    }
    const wrong = verifyLine({ portfolioId, period, root: trustedRoot, item, proof, agreements, agreementKinds });
    if (wrong) problems.push(wrong);
    yield;
  }
  const total = totalFor(
    partyId,
    lines.map(({ item }) => item),
    statement.total.currency,
  );
  if (total === undefined || total.minor !== statement.total.minor) {
    const read = moneyText(statement.total);
    const found = total === undefined ? 'another currency' : moneyText(total);
    problems.push({ code: 'TOTAL_DIFFERS', message: `The total reads ${read}, the lines give ${found}.` });
  }
  if (problems.length > 0 || !total) return { ok: false, problems };
  return {
    ok: true,
    total,
    lines: lines.length,
    batches: yield* provenBatches(
      portfolioId,
      lines.map(({ item }) => item),
    ),
  };
}

/** What lines add up to for one party: positive is to be received. Undefined when they have another currency. */
export function totalFor(partyId: string, items: readonly LineItem[], currency: string): Money | undefined {
  let total: Money = { minor: 0n, currency };
  for (const { amount, debtorId, creditorId } of items) {
    if (amount.currency !== currency) return undefined;
    if (creditorId === partyId) total = add(total, amount);
    if (debtorId === partyId) total = add(total, negate(amount));
  }
  return total;
}

function* provenBatches(
  portfolioId: string,
  items: readonly LineItem[],
): Generator<void, { proven: number; total: number }> {
  const all = new Map<string, boolean>();
  for (const { inputs } of items) {
    const { batches } = LedgerInputs.parse(inputs);
    if (batches.length === 0 || batches.every(({ root }) => all.has(root))) continue;
    const readings = LineInputs.parse(inputs).runs.flatMap(readingsOf);
    for (const batch of batches) {
      if (!all.get(batch.root)) all.set(batch.root, yield* holdsWhole(portfolioId, batch, readings));
    }
  }
  return { proven: [...all.values()].filter(Boolean).length, total: all.size };
}

function* holdsWhole(
  portfolioId: string,
  claimed: BatchReference,
  all: ReturnType<typeof readingsOf>,
): Generator<void, boolean> {
  const { meterId, startMs, endMs, revision, root } = claimed;
  const readings = all.filter(
    (each) => each.meterId === meterId && each.revision === revision && each.startMs >= startMs && each.endMs <= endMs,
  );
  if (readings.length === 0) return false;
  const batch = yield* makeBatchInSteps({ portfolioId, meterId, revision, readings });
  return batch.root === root;
}
