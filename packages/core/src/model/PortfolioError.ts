import { UsinaError } from '../errors/UsinaError.ts';

/** One thing wrong with a file: where, what stands there, what should. */
export interface PortfolioIssue {
  /** `assets[3].siteId` */
  readonly path: string;
  readonly read: unknown;
  readonly expected: string;
}

/** All that is wrong with a portfolio file, at once. */
export class PortfolioError extends UsinaError<'PORTFOLIO_INVALID'> {
  readonly issues: readonly PortfolioIssue[];

  constructor(issues: readonly PortfolioIssue[]) {
    const lines = issues.map(
      (issue) => `  ${issue.path || '(file)'}: read ${show(issue.read)}, expected ${issue.expected}`,
    );
    const count = issues.length === 1 ? '1 error' : `${issues.length} errors`;
    super('PORTFOLIO_INVALID', `The portfolio has ${count}:\n${lines.join('\n')}`, { context: { issues } });
    this.issues = issues;
  }
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
