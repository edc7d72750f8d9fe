import type { PortfolioIssue } from './PortfolioError.ts';
import { fileRows, type Row, rowsOrValues } from './rows.ts';

/** Every broken cross-reference of a portfolio that may still be malformed: what cannot be read is passed over. */
export function referenceIssues(input: unknown): PortfolioIssue[] {
  const { parties, sites, assets, agreements } = fileRows(input);
  const issues: PortfolioIssue[] = [];
  const known = {
    party: idsOf(parties, 'parties', issues),
    site: idsOf(sites, 'sites', issues),
    asset: idsOf(assets, 'assets', issues),
  };
  idsOf(agreements, 'agreements', issues);
  const refer = (path: string, read: unknown, kind: keyof typeof known) => {
    if (typeof read !== 'string' || known[kind].has(read)) return;
    issues.push({ path, read, expected: `the id of ${kind === 'asset' ? 'an asset' : `a ${kind}`} in this file` });
  };

  sites.forEach((site, i) => {
    refer(`sites[${i}].ownerId`, site.ownerId, 'party');
    refer(`sites[${i}].landOwnerId`, site.landOwnerId, 'party');
  });
  const parents = new Map(assets.map(({ id, parentId }) => [id, parentId]));
  assets.forEach((asset, i) => {
    refer(`assets[${i}].siteId`, asset.siteId, 'site');
    refer(`assets[${i}].parentId`, asset.parentId, 'asset');
    refer(`assets[${i}].nameplate.partyId`, (asset.nameplate as Row | undefined)?.partyId, 'party');
    if (isOwnAncestor(asset, parents)) {
      issues.push({
        path: `assets[${i}].parentId`,
        read: asset.parentId,
        expected: 'an asset that is not itself, nor part of it',
      });
    }
  });
  agreements.forEach((agreement, i) => {
    for (const [role, party] of Object.entries((agreement.parties ?? {}) as Row))
      refer(`agreements[${i}].parties.${role}`, party, 'party');
    rowsOrValues(agreement.meters).forEach((id, j) => {
      refer(`agreements[${i}].meters[${j}]`, id, 'asset');
    });
  });
  return issues;
}

function isOwnAncestor(asset: Row, parents: ReadonlyMap<unknown, unknown>): boolean {
  let ancestor = asset.parentId;
  for (let steps = 0; ancestor !== undefined && steps < parents.size; steps++) {
    if (ancestor === asset.id) return true;
    ancestor = parents.get(ancestor);
  }
  return false;
}

function idsOf(list: Row[], name: string, issues: PortfolioIssue[]): Set<string> {
  // an amended agreement stays in the file beside its earlier versions
  const versioned = name === 'agreements';
  const first = new Map<string, number>();
  const ids = new Set<string>();
  list.forEach(({ id, version }, i) => {
    if (typeof id !== 'string') return;
    ids.add(id);
    const key = versioned ? `${id} ${version ?? 1}` : id;
    const before = first.get(key);
    if (before === undefined) first.set(key, i);
    else {
      const what = versioned ? 'an id or version' : 'an id';
      issues.push({
        path: `${name}[${i}].id`,
        read: id,
        expected: `${what} that is not already that of ${name}[${before}]`,
      });
    }
  });
  return ids;
}
