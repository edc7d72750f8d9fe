import * as z from 'zod';
import type { Evidenced } from '../readings/Evidence.ts';
import { AgreementError } from './AgreementError.ts';
import type { AgreementKind, AgreementResult, SettleContext, SettleReason } from './AgreementKind.ts';

export interface DefineAgreementOptions<Kind extends string, Terms extends z.ZodType, Given extends z.ZodType> {
  kind: Kind;
  /** Grows with every change of the formula. @defaultValue 1 */
  version?: number;
  /** Roles that the parties must fill. */
  roles: readonly string[];
  /** Schema of `agreement.terms`: plain JSON values, decimals as texts. */
  terms: Terms;
  /** Schema of what is given by hand for a period. @defaultValue nothing may be given */
  given?: Given;
  /** Meters that the terms speak of. @defaultValue none */
  meters?(terms: z.output<Terms>): readonly string[];
  /** The formula. Pure: no clock, no network, no state. */
  settle(context: SettleContext<z.output<Terms>, z.output<Given>>): Evidenced<AgreementResult, SettleReason>;
}

const nothing = z.strictObject({});

/**
 * Makes a kind of agreement from its terms and its formula. Pass it to whatever settles:
 * `openJournal({ agreementKinds: [...standardAgreementKinds, carbonCredit] })`.
 *
 * Throws `AGREEMENT_INVALID` when the version is no positive whole number or no role is named.
 *
 * @example
 * const carbonCredit = defineAgreement({
 *   kind: 'carbonCredit', roles: ['seller', 'buyer'],
 *   terms: z.strictObject({ meterId: z.string(), perMwh: Decimal }),
 *   meters: ({ meterId }) => [meterId],
 *   settle: ({ terms, energy, agreement }) => evidenced({ lines: [owed({ … })] }, { sources: [terms.meterId] }),
 * });
 */
export function defineAgreement<
  const Kind extends string,
  Terms extends z.ZodType,
  Given extends z.ZodType = typeof nothing,
>(options: DefineAgreementOptions<Kind, Terms, Given>): AgreementKind<Kind, Terms, Given> {
  const { kind, version = 1, roles, terms } = options;
  if (kind.length === 0 || !Number.isInteger(version) || version < 1 || roles.length === 0) {
    throw new AgreementError(
      'AGREEMENT_INVALID',
      `Read the kind "${kind}" in version ${version} with ${roles.length} roles, expected a name, a version from 1 and at least one role.`,
      { context: { kind, version, roles } },
    );
  }
  return Object.freeze({
    kind,
    version,
    roles,
    terms,
    given: options.given ?? (nothing as unknown as Given),
    meters: options.meters ?? (() => []),
    settle: options.settle,
  });
}

/** The formula name that line items carry: kind and version. */
export function formulaOf(kind: AgreementKind): string {
  return `${kind.kind}/${kind.version}`;
}
