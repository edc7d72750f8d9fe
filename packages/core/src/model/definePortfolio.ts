import type { AssetOf } from './Asset.ts';
import type { AssetKind } from './assetKind.ts';
import { standardAssetKinds } from './assetKinds.ts';
import { type Portfolio, type PortfolioInput, portfolioSchema } from './Portfolio.ts';
import { PortfolioError } from './PortfolioError.ts';
import { referenceIssues } from './references.ts';
import { shapeIssue } from './shapeIssue.ts';

export interface DefinePortfolioOptions<Kinds extends readonly AssetKind[]> {
  /** Kinds that assets may have. @defaultValue `standardAssetKinds` */
  assetKinds?: Kinds;
}

/**
 * Checks a portfolio literal or parsed JSON: shapes, ids and cross-references. Fills defaults.
 *
 * Throws one `PortfolioError` (code `PORTFOLIO_INVALID`) that lists every error with its path.
 */
export function definePortfolio<const Kinds extends readonly AssetKind[] = typeof standardAssetKinds>(
  input: PortfolioInput | (Record<string, unknown> & { assets?: unknown }),
  options: DefinePortfolioOptions<Kinds> = {},
): Portfolio<AssetOf<Kinds>> {
  const kinds = options.assetKinds ?? (standardAssetKinds as unknown as Kinds);
  const names = kinds.map(({ kind }) => kind);
  const result = portfolioSchema(kinds).safeParse(input);
  const issues = [
    ...(result.error?.issues.map((issue) => shapeIssue(issue, input, names)) ?? []),
    ...referenceIssues(input),
  ];
  if (issues.length > 0 || !result.data) throw new PortfolioError(issues);
  return result.data;
}

/** Parses the text of a portfolio file (JSON, with or without a byte order mark) and checks it as `definePortfolio` does. */
export function parsePortfolio(text: string): Portfolio {
  let input: unknown;
  try {
    input = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new PortfolioError([{ path: '', read: text.slice(0, 40), expected: `JSON (${(cause as Error).message})` }]);
  }
  return definePortfolio(input as PortfolioInput);
}
