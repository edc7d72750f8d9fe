import type { PointDefinition } from '../readings/PointDefinition.ts';
import { vocabulary } from '../readings/vocabulary.ts';
import type { AssetOf } from './Asset.ts';
import { type AgreementTermsKind, agreementIssues } from './agreementIssues.ts';
import type { AssetKind } from './assetKind.ts';
import { standardAssetKinds } from './assetKinds.ts';
import { contradictionIssues } from './contradictions.ts';
import { type Portfolio, type PortfolioInput, portfolioSchema } from './Portfolio.ts';
import { PortfolioError } from './PortfolioError.ts';
import { referenceIssues } from './references.ts';
import { shapeIssue } from './shapeIssue.ts';

export interface DefinePortfolioOptions<Kinds extends readonly AssetKind[]> {
  /** Kinds that assets may have. @defaultValue `standardAssetKinds` */
  assetKinds?: Kinds;
  /**
   * Kinds that agreements may have, such as `standardAgreementKinds` of `@usina/core/agreements`: their terms, roles
   * and meters are checked too. @defaultValue none: agreements are checked as envelopes, their terms when they are used
   */
  agreementKinds?: readonly AgreementTermsKind[];
  /** Points that a specification may name, where drivers add their own. @defaultValue the standard vocabulary */
  vocabulary?: Readonly<Record<string, PointDefinition>>;
}

/**
 * Checks a portfolio literal or parsed JSON: shapes, ids, cross-references and contradictions (limits upside down,
 * arrays that do not add up, a part at another site than the whole, a term that ends before it starts). Fills defaults.
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
    ...contradictionIssues(input, options.vocabulary ?? vocabulary),
    ...(options.agreementKinds === undefined ? [] : agreementIssues(input, options.agreementKinds)),
  ];
  if (issues.length > 0 || !result.data) throw new PortfolioError(issues);
  return result.data;
}

/** Parses the text of a portfolio file (JSON, with or without a byte order mark) and checks it as `definePortfolio` does. */
export function parsePortfolio(
  text: string,
  options: DefinePortfolioOptions<typeof standardAssetKinds> = {},
): Portfolio {
  let input: unknown;
  try {
    input = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new PortfolioError([{ path: '', read: text.slice(0, 40), expected: `JSON (${(cause as Error).message})` }]);
  }
  return definePortfolio(input as PortfolioInput, options);
}
