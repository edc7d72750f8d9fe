import type { Agreement } from '../model/Agreement.ts';
import type { Evidenced } from '../readings/Evidence.ts';
import { AgreementError } from './AgreementError.ts';
import type { AgreementKind, SettleReason } from './AgreementKind.ts';
import { LineInputs } from './LineInputs.ts';
import { type SettledAgreement, settleAgreement } from './settleAgreement.ts';

export interface RecomputeAgreementOptions {
  agreementKinds: readonly AgreementKind[];
  agreement: Agreement;
  /** `inputs` of one of its line items. */
  inputs: Readonly<Record<string, unknown>>;
}

/**
 * Computes the line items of an agreement again from the inputs that one of them carries: no journal, no store, no
 * trust in whoever sent it. Throws `AGREEMENT_INPUT` when the inputs do not have the shape of `LineInputs`.
 */
export function recomputeAgreement(options: RecomputeAgreementOptions): Evidenced<SettledAgreement, SettleReason> {
  const { agreementKinds, agreement } = options;
  const parsed = LineInputs.safeParse(options.inputs);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new AgreementError(
      'AGREEMENT_INPUT',
      `The inputs of a line of "${agreement.id}" cannot be read: ${issues.slice(0, 5).join('; ')}.`,
      { context: { agreementId: agreement.id, issues } },
    );
  }
  const { month, supersededFrom, versionDays, runs, prices, carryIn, given } = parsed.data;
  return settleAgreement({
    agreementKinds,
    agreement,
    month,
    supersededFrom,
    versionDays,
    runs,
    prices,
    carryIn: carryIn ?? undefined,
    given,
  });
}
