import type * as z from 'zod';
import type { Agreement } from '../model/Agreement.ts';
import { AgreementError } from './AgreementError.ts';
import type { AgreementKind } from './AgreementKind.ts';

/** One thing wrong with an agreement. */
export interface AgreementIssue {
  /** `terms.price.perMwh` */
  readonly path: string;
  readonly expected: string;
}

/** The kind of that name. Throws `AGREEMENT_KIND_UNKNOWN`, naming those that were passed in. */
export function kindOf(kinds: readonly AgreementKind[], name: string): AgreementKind {
  const kind = kinds.find((each) => each.kind === name);
  if (kind) return kind;
  const known = kinds.map((each) => each.kind);
  throw new AgreementError(
    'AGREEMENT_KIND_UNKNOWN',
    `Read an agreement of kind "${name}", expected one of: ${known.join(', ') || '(none)'}. Pass its kind in agreementKinds.`,
    { context: { kind: name, known } },
  );
}

/** Throws `AGREEMENT_KIND_DUPLICATE` when two kinds share a name: which one settles would be chance. */
export function checkKinds(kinds: readonly AgreementKind[]): void {
  const names = kinds.map(({ kind }) => kind);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new AgreementError('AGREEMENT_KIND_DUPLICATE', `Read two kinds named "${twice}", expected every name once.`, {
    context: { kind: twice },
  });
}

/**
 * Checks the terms, parties and meters of an agreement against its kind, and returns its kind and typed terms.
 * Throws `AGREEMENT_INVALID` with every issue, or `AGREEMENT_KIND_UNKNOWN`.
 */
export function checkAgreement(
  kinds: readonly AgreementKind[],
  agreement: Agreement,
): { kind: AgreementKind; terms: unknown } {
  const kind = kindOf(kinds, agreement.kind);
  const issues: AgreementIssue[] = kind.roles
    .filter((role) => agreement.parties[role] === undefined)
    .map((role) => ({ path: `parties.${role}`, expected: 'the id of a party' }));
  const named = kind.roles.map((role) => agreement.parties[role]);
  if (issues.length === 0 && named.length > 1 && new Set(named).size === 1) {
    issues.push({ path: 'parties', expected: `two parties, read "${named[0]}" for ${kind.roles.join(' and ')}` });
  }
  const { startDate, endDate } = agreement.term;
  if (endDate !== null && endDate <= startDate) {
    issues.push({ path: 'term.endDate', expected: `a date after ${startDate}, or null` });
  }
  const parsed = kind.terms.safeParse(agreement.terms);
  if (!parsed.success) issues.push(...parsed.error.issues.map(termsIssue));
  else {
    const unlisted = new Set(kind.meters(parsed.data).filter((id) => !agreement.meters.includes(id)));
    for (const id of unlisted) issues.push({ path: 'meters', expected: `"${id}" among them, for the terms name it` });
  }
  if (issues.length === 0) return { kind, terms: parsed.data };
  const lines = issues.map(({ path, expected }) => `  ${path}: expected ${expected}`);
  throw new AgreementError('AGREEMENT_INVALID', `Agreement "${agreement.id}" is invalid:\n${lines.join('\n')}`, {
    context: { agreementId: agreement.id, issues },
  });
}

function termsIssue(issue: z.core.$ZodIssue): AgreementIssue {
  const expected = issue.message.replace(/^Invalid input: /, '').replace(/^expected /, '');
  return { path: ['terms', ...issue.path.map(String)].join('.'), expected };
}
