import type { Asset } from '@usina/core';
import type { SitePart } from './availableShares.ts';

/**
 * The parts of a site that outages can take away, by AC capacity: its inverters, and PV systems that have no inverter
 * listed. Where a capacity is not known all count the same. Empty where the site has neither.
 *
 * @example
 * sitePartsOf({ siteId: 'roof', assets: portfolio.assets }) // [{ assetId: 'inverter-1', share: 0.5, partOf: ['pv-1'] }, …]
 */
export function sitePartsOf({ siteId, assets }: { siteId: string; assets: readonly Asset[] }): SitePart[] {
  const here = assets.filter((asset) => asset.siteId === siteId);
  const inverters = here.filter((asset) => asset.kind === 'inverter');
  const parents = new Set(inverters.map((asset) => asset.parentId));
  const leaves = here.filter(
    (asset) => asset.kind === 'inverter' || (asset.kind === 'pvSystem' && !parents.has(asset.id)),
  ) as Extract<Asset, { kind: 'inverter' | 'pvSystem' }>[];
  const capacities = leaves.map((asset) => asset.nameplate.acCapacityW);
  const weights = capacities.map((capacityW) => (capacities.includes(undefined) ? 1 : capacityW!));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return leaves.map((asset, i) => ({
    assetId: asset.id,
    share: weights[i]! / total,
    partOf: ancestors(asset, here),
  }));
}

function ancestors(asset: Asset, assets: readonly Asset[]): string[] {
  const names: string[] = [];
  let parent = assets.find(({ id }) => id === asset.parentId);
  while (parent && !names.includes(parent.id)) {
    names.push(parent.id);
    const next: string | undefined = parent.parentId;
    parent = assets.find(({ id }) => id === next);
  }
  return names;
}
