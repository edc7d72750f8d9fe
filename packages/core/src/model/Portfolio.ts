import * as z from 'zod';
import { Currency } from '../money/Money.ts';
import { Agreement } from './Agreement.ts';
import { Asset, type AssetOf } from './Asset.ts';
import type { AssetKind } from './assetKind.ts';
import { standardAssetKinds } from './assetKinds.ts';
import { Id } from './fields.ts';
import { Party } from './Party.ts';
import { Site } from './Site.ts';

const envelope = {
  version: z.literal(1).default(1).describe('of this file format'),
  portfolioId: Id,
  name: z.string().min(1),
  currency: Currency.default('BRL'),
  parties: z.array(Party),
  sites: z.array(Site).min(1),
  agreements: z.array(Agreement).default([]),
};

/** The virtual power plant: parties, sites, their assets and their agreements. Made by `definePortfolio`. */
export const Portfolio = z.strictObject({ ...envelope, assets: z.array(Asset) }).brand('Portfolio');
/** A portfolio whose references are known to hold. */
export type Portfolio<A = Asset> = Omit<z.infer<typeof Portfolio>, 'assets'> & { readonly assets: readonly A[] };
/** What a portfolio file may say, defaults left out. */
export type PortfolioInput = z.input<typeof Portfolio>;

/** The schema of a portfolio whose assets are of the given kinds. */
export function portfolioSchema<const Kinds extends readonly AssetKind[]>(kinds: Kinds) {
  if (kinds === (standardAssetKinds as readonly AssetKind[]))
    return Portfolio as unknown as z.ZodType<Portfolio<AssetOf<Kinds>>>;
  const asset = z.discriminatedUnion('kind', kinds.map((kind) => kind.schema) as unknown as [typeof Asset]);
  return z.strictObject({ ...envelope, assets: z.array(asset) }) as unknown as z.ZodType<Portfolio<AssetOf<Kinds>>>;
}
