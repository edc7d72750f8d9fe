import type * as z from 'zod';
import { checkAgreement } from '../agreements/checkAgreement.ts';
import { isUsinaError } from '../errors/UsinaError.ts';
import { Agreement } from './Agreement.ts';
import type { PortfolioIssue } from './PortfolioError.ts';
import { fileRows } from './rows.ts';

/** What a portfolio must know of a kind of agreement; every `AgreementKind` of `@usina/core/agreements` is one. */
export interface AgreementTermsKind {
  readonly kind: string;
  readonly roles: readonly string[];
  readonly terms: z.ZodType;
  /** Meters that the terms speak of; the envelope must list them. */
  meters(terms: never): readonly string[];
}

type Kinds = Parameters<typeof checkAgreement>[0];

/** What the kinds find wrong with agreements whose envelope is well formed. */
export function agreementIssues(input: unknown, kinds: readonly AgreementTermsKind[]): PortfolioIssue[] {
  return fileRows(input).agreements.flatMap((row, i) => {
    const { data } = Agreement.safeParse(row);
    return data === undefined ? [] : issuesOf(data, kinds, `agreements[${i}]`);
  });
}

function issuesOf(agreement: Agreement, kinds: readonly AgreementTermsKind[], path: string): PortfolioIssue[] {
  try {
    checkAgreement(kinds as Kinds, agreement);
    return [];
  } catch (error) {
    if (isUsinaError(error, 'AGREEMENT_KIND_UNKNOWN')) {
      const known = kinds.map(({ kind }) => JSON.stringify(kind)).join(', ');
      return [{ path: `${path}.kind`, read: agreement.kind, expected: `one of ${known}` }];
    }
    if (!isUsinaError(error, 'AGREEMENT_INVALID')) throw error;
    const issues = error.context.issues as readonly { path: string; expected: string }[];
    return issues
      .filter((issue) => issue.path !== 'term.endDate')
      .map((issue) => ({
        path: `${path}.${issue.path}`,
        read: valueAt(agreement, issue.path),
        expected: issue.expected,
      }));
  }
}

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], value);
}
