import type { Agreement, LineItem } from '@usina/core';
import { type AgreementKind, recomputeAgreement } from '@usina/core/agreements';
import { isUsinaError } from '@usina/core/errors';
import { moneyText } from '@usina/core/money';
import { hashAgreement, hashLineItem } from './hashLineItem.ts';
import { LedgerInputs } from './LedgerInputs.ts';
import { verifyProof } from './merkleTree.ts';
import type { StatementProblem, StatementProblemCode } from './StatementVerdict.ts';

export interface VerifyLineOptions {
  portfolioId: string;
  period: string;
  root: string;
  item: LineItem;
  proof: readonly string[];
  agreements: readonly Agreement[];
  agreementKinds: readonly AgreementKind[];
}

/** Computes one line again and looks for it in the tree. Returns what is wrong with it, or undefined. */
export function verifyLine(options: VerifyLineOptions): StatementProblem | undefined {
  const { id } = options.item;
  const problem = (code: StatementProblemCode, message: string): StatementProblem => ({
    code,
    lineId: id,
    message: `Line "${id}": ${message}`,
  });
  try {
    return wrongIn(options, problem);
  } catch (error) {
    // what is no JSON has no hash, and was never settled
    if (isUsinaError(error)) return problem('INPUTS_INVALID', error.message);
    throw error;
  }
}

function wrongIn(
  options: VerifyLineOptions,
  problem: (code: StatementProblemCode, message: string) => StatementProblem,
): StatementProblem | undefined {
  const { portfolioId, period, root, item, proof, agreementKinds } = options;
  const inputs = LedgerInputs.safeParse(item.inputs);
  if (!inputs.success) return problem('INPUTS_INVALID', 'its inputs name no month, agreement hash or batches.');
  if (inputs.data.month !== period)
    return problem('PERIOD', `is for ${inputs.data.month}, the statement for ${period}.`);

  const version = item.inputs.agreementVersion;
  const agreement = options.agreements.find((each) => each.id === item.agreementId && each.version === version);
  if (!agreement) return problem('AGREEMENT_MISSING', `agreement "${item.agreementId}" v${version} is not enclosed.`);
  if (hashAgreement(agreement) !== inputs.data.agreementHash) {
    return problem('AGREEMENT_ALTERED', 'the enclosed agreement is not the one that it was settled by.');
  }
  const [kindName] = item.formula.split('/');
  const kind = agreementKinds.find((each) => each.kind === kindName && `${each.kind}/${each.version}` === item.formula);
  if (!kind || agreement.kind !== kindName) return problem('FORMULA_UNKNOWN', `no kind computes "${item.formula}".`);

  const again = recompute(kind, agreement, item);
  if (typeof again === 'string') return problem('INPUTS_INVALID', again);
  const included = (line: LineItem) => verifyProof({ root, leaf: hashLineItem({ portfolioId, item: line }), proof });
  const same = sameMoney(again, item);
  if (included(item)) {
    return same ? undefined : problem('AMOUNT_WRONG', `${differ(item, again)}, though it is in the tree.`);
  }
  if (same) return problem('PROOF_BROKEN', 'its inputs give its amount, but its proof does not lead to the root.');
  const meant = { ...item, amount: again.amount, debtorId: again.debtorId, creditorId: again.creditorId };
  if (included(meant)) return problem('AMOUNT_ALTERED', `${differ(item, again)}, and so does the tree.`);
  return problem('INPUTS_ALTERED', `${differ(item, again)}, and it is not in the tree.`);
}

type Payment = Pick<LineItem, 'amount' | 'debtorId' | 'creditorId'>;

function recompute(kind: AgreementKind, agreement: Agreement, item: LineItem): Payment | string {
  try {
    const again = recomputeAgreement({ agreementKinds: [kind], agreement, inputs: item.inputs });
    if (!again.ok) return `its inputs are too few to compute it again: ${again.message}`;
    return again.value.items.find(({ id }) => id === item.id) ?? 'its inputs do not give a line of that name.';
  } catch (error) {
    if (isUsinaError(error)) return error.message;
    throw error;
  }
}

function sameMoney(a: Payment, b: Payment): boolean {
  return text(a) === text(b);
}

function differ(read: Payment, computed: Payment): string {
  return `it says ${text(read)}, its inputs give ${text(computed)}`;
}

function text({ amount, debtorId, creditorId }: Payment): string {
  return `${debtorId} pays ${creditorId} ${moneyText(amount)} ${amount.currency}`;
}
