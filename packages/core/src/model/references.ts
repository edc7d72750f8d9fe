import type { PortfolioIssue } from './PortfolioError.ts';

type Row = Record<string, unknown>;

/** Every broken cross-reference of a portfolio that may still be malformed: what cannot be read is passed over. */
export function referenceIssues(input: unknown): PortfolioIssue[] {
  const file = (typeof input === 'object' && input !== null ? input : {}) as Row;
  const [parties, sites, assets, agreements] = (['parties', 'sites', 'assets', 'agreements'] as const).map((name) =>
    rows(file[name]),
  );
  const issues: PortfolioIssue[] = [];
  const known = {
    party: idsOf(parties!, 'parties', issues),
    site: idsOf(sites!, 'sites', issues),
    asset: idsOf(assets!, 'assets', issues),
  };
  idsOf(agreements!, 'agreements', issues);
  const refer = (path: string, read: unknown, kind: keyof typeof known) => {
    if (typeof read !== 'string' || known[kind].has(read)) return;
    issues.push({ path, read, expected: `the id of ${kind === 'asset' ? 'an asset' : `a ${kind}`} in this file` });
  };

  sites!.forEach((site, i) => {
    refer(`sites[${i}].ownerId`, site.ownerId, 'party');
    refer(`sites[${i}].landOwnerId`, site.landOwnerId, 'party');
  });
  assets!.forEach((asset, i) => {
    refer(`assets[${i}].siteId`, asset.siteId, 'site');
    refer(`assets[${i}].parentId`, asset.parentId, 'asset');
    refer(`assets[${i}].nameplate.partyId`, (asset.nameplate as Row | undefined)?.partyId, 'party');
    if (asset.id !== undefined && asset.parentId === asset.id) {
      issues.push({ path: `assets[${i}].parentId`, read: asset.parentId, expected: 'another asset than itself' });
    }
  });
  agreements!.forEach((agreement, i) => {
    for (const [role, party] of Object.entries((agreement.parties ?? {}) as Row))
      refer(`agreements[${i}].parties.${role}`, party, 'party');
    rowsOrValues(agreement.meters).forEach((id, j) => {
      refer(`agreements[${i}].meters[${j}]`, id, 'asset');
    });
  });
  return issues;
}

function rows(value: unknown): Row[] {
  return rowsOrValues(value).map((row) => (typeof row === 'object' && row !== null ? (row as Row) : {}));
}

function rowsOrValues(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function idsOf(list: Row[], name: string, issues: PortfolioIssue[]): Set<string> {
  const first = new Map<string, number>();
  list.forEach(({ id }, i) => {
    if (typeof id !== 'string') return;
    const before = first.get(id);
    if (before === undefined) first.set(id, i);
    else
      issues.push({
        path: `${name}[${i}].id`,
        read: id,
        expected: `an id that is not already that of ${name}[${before}]`,
      });
  });
  return new Set(first.keys());
}
