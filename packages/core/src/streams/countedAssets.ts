/** What a roll-up needs to know of a portfolio. */
export interface RollUpPortfolio {
  readonly portfolioId: string;
  readonly sites: readonly { readonly id: string }[];
  readonly assets: readonly RollUpAsset[];
}

export interface RollUpAsset {
  readonly id: string;
  readonly siteId: string;
  readonly kind: string;
  readonly parentId?: string | undefined;
  readonly connection?: unknown;
}

/** Kinds that put energy into a site or store it at their own terminals. */
const energyKinds: readonly string[] = ['pvSystem', 'inverter', 'windTurbine', 'battery'];

/**
 * The assets whose energy is counted, so that no watt-hour is counted twice:
 *
 * 1. only assets of `kinds`: a meter measures again what inverters delivered, a load is no delivery;
 * 2. of these only what is measured: has a connection, or, in a portfolio without connections, has no part of a counted kind;
 * 3. of an asset and the assets it is part of (`parentId`) only the outermost: the inverter counts, not the battery behind it.
 */
export function countedAssets(
  portfolio: Pick<RollUpPortfolio, 'assets'>,
  kinds: readonly string[] = energyKinds,
): RollUpAsset[] {
  const candidates = portfolio.assets.filter((asset) => kinds.includes(asset.kind));
  const connected = candidates.some((asset) => asset.connection !== undefined);
  const byId = new Map(portfolio.assets.map((asset) => [asset.id, asset]));
  const ancestorsOf = (asset: RollUpAsset): Set<string> => {
    const found = new Set<string>();
    for (let id = asset.parentId; id !== undefined && !found.has(id); id = byId.get(id)?.parentId) found.add(id);
    found.delete(asset.id);
    return found;
  };
  const whole = new Set(candidates.flatMap((asset) => [...ancestorsOf(asset)]));
  const measured = candidates.filter((asset) => (connected ? asset.connection !== undefined : !whole.has(asset.id)));
  const ids = new Set(measured.map((asset) => asset.id));
  return measured.filter((asset) => ![...ancestorsOf(asset)].some((id) => ids.has(id)));
}
