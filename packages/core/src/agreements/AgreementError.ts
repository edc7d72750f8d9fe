import { UsinaError } from '../errors/UsinaError.ts';

/**
 * - `AGREEMENT_KIND_UNKNOWN` no kind of that name was passed in; `AGREEMENT_KIND_DUPLICATE` two of one name were;
 * - `AGREEMENT_INVALID` terms, parties or meters are not what the kind asks for (`context.issues` lists all);
 * - `AGREEMENT_INPUT` a formula was given something out of its domain.
 */
export type AgreementErrorCode =
  | 'AGREEMENT_KIND_UNKNOWN'
  | 'AGREEMENT_KIND_DUPLICATE'
  | 'AGREEMENT_INVALID'
  | 'AGREEMENT_INPUT';

export class AgreementError extends UsinaError<AgreementErrorCode> {}

/** The error for a formula's argument: what was read, what was expected. */
export function badInput(name: string, read: unknown, expected: string): AgreementError {
  return new AgreementError('AGREEMENT_INPUT', `Read ${name} ${JSON.stringify(read)}, expected ${expected}.`, {
    context: { name, read },
  });
}
