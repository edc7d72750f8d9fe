import type * as z from 'zod';
import type { AssetOf } from './Asset.ts';
import type { AssetKind } from './assetKind.ts';
import { standardAssetKinds } from './assetKinds.ts';
import { type Portfolio, type PortfolioInput, portfolioSchema } from './Portfolio.ts';
import { PortfolioError, type PortfolioIssue } from './PortfolioError.ts';
import { referenceIssues } from './references.ts';

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
  const result = portfolioSchema(kinds).safeParse(input);
  const issues = [
    ...(result.error?.issues.map((issue) => shapeIssue(issue, input, kinds)) ?? []),
    ...referenceIssues(input),
  ];
  if (issues.length > 0 || !result.data) throw new PortfolioError(issues);
  return result.data;
}

/** Parses the text of a portfolio file (JSON) and checks it as `definePortfolio` does. */
export function parsePortfolio(text: string): Portfolio {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (cause) {
    throw new PortfolioError([{ path: '', read: text.slice(0, 40), expected: `JSON (${(cause as Error).message})` }]);
  }
  return definePortfolio(input as PortfolioInput);
}

function shapeIssue(issue: z.core.$ZodIssue, input: unknown, kinds: readonly AssetKind[]): PortfolioIssue {
  let read: unknown = input;
  let path = '';
  for (const key of issue.path) {
    path += typeof key === 'number' ? `[${key}]` : `${path && '.'}${String(key)}`;
    read = (read as Record<PropertyKey, unknown> | null | undefined)?.[key];
  }
  if (issue.code === 'unrecognized_keys') {
    return { path, read: issue.keys, expected: 'no such keys: check the spelling, or the kind of asset' };
  }
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'kind') {
    return { path, read, expected: `one of ${kinds.map(({ kind }) => `"${kind}"`).join(', ')}` };
  }
  return { path, read, expected: issue.message.replace(/^Invalid input: /, '').replace(/^expected /, '') };
}
