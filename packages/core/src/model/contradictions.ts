import type { PointDefinition } from '../readings/PointDefinition.ts';
import { battery } from './assetKinds.ts';
import { LocalDate } from './fields.ts';
import type { PortfolioIssue } from './PortfolioError.ts';
import { fileRows, type Row } from './rows.ts';

/** Modules are sold by the watt: the sum of the arrays may miss the nameplate by rounding only. */
const arraySumTolerance = 0.01;

/** What of a portfolio cannot be true together, though each member is well formed. */
export function contradictionIssues(
  input: unknown,
  points: Readonly<Record<string, PointDefinition>>,
): PortfolioIssue[] {
  const { sites, assets, agreements } = fileRows(input);
  return [
    ...sites.flatMap((site, i) => siteIssues(site, `sites[${i}]`)),
    ...assets.flatMap((asset, i) => [
      ...specificationIssues(asset.specification, `assets[${i}].specification`, points),
      ...parentIssues(asset, `assets[${i}].parentId`, assets),
      ...nameplateIssues(asset, `assets[${i}].nameplate`),
    ]),
    ...agreements.flatMap((agreement, i) => termIssues(agreement.term, `agreements[${i}].term`)),
  ];
}

function siteIssues({ latitudeDeg, longitudeDeg }: Row, path: string): PortfolioIssue[] {
  if ((latitudeDeg === undefined) === (longitudeDeg === undefined)) return [];
  const [missing, given] =
    latitudeDeg === undefined ? ['latitudeDeg', 'longitudeDeg'] : ['longitudeDeg', 'latitudeDeg'];
  return [{ path: `${path}.${missing}`, read: undefined, expected: `a number, for ${given} is given; or neither` }];
}

function specificationIssues(
  specification: unknown,
  path: string,
  points: Readonly<Record<string, PointDefinition>>,
): PortfolioIssue[] {
  if (typeof specification !== 'object' || specification === null) return [];
  return Object.entries(specification as Record<string, Row | null>).flatMap(([point, limits]) => {
    const issues: PortfolioIssue[] = [];
    if (!Object.hasOwn(points, point)) {
      const expected = 'a point of the vocabulary; for points of a driver pass its vocabulary';
      issues.push({ path: `${path}.${point}`, read: point, expected });
    }
    if (Number(limits?.min) > Number(limits?.max))
      issues.push({ path: `${path}.${point}.min`, read: limits!.min, expected: `at most its max, ${limits!.max}` });
    return issues;
  });
}

function parentIssues({ siteId, parentId }: Row, path: string, assets: readonly Row[]): PortfolioIssue[] {
  const parent = parentId === undefined ? undefined : assets.find(({ id }) => id === parentId);
  if (parent === undefined || parent.siteId === siteId) return [];
  return [
    { path, read: parentId, expected: `an asset of the same site; that one is at ${JSON.stringify(parent.siteId)}` },
  ];
}

function nameplateIssues({ kind, nameplate }: Row, path: string): PortfolioIssue[] {
  if (kind === 'battery') {
    const { data } = battery.schema.shape.nameplate.safeParse(nameplate);
    if (data === undefined || data.minStateOfChargePercent <= data.maxStateOfChargePercent) return [];
    const expected = `at most maxStateOfChargePercent, ${data.maxStateOfChargePercent}`;
    return [{ path: `${path}.minStateOfChargePercent`, read: data.minStateOfChargePercent, expected }];
  }
  if (kind !== 'pvSystem') return [];
  const { dcCapacityW, arrays } = (nameplate ?? {}) as Row;
  if (typeof dcCapacityW !== 'number' || !Array.isArray(arrays) || arrays.length === 0) return [];
  const sum = arrays.reduce<number>((total, array: Row | null) => total + Number(array?.dcCapacityW), 0);
  if (!(Math.abs(sum - dcCapacityW) > arraySumTolerance * dcCapacityW)) return [];
  return [{ path: `${path}.dcCapacityW`, read: dcCapacityW, expected: `the sum of its arrays, ${sum}, within 1 %` }];
}

function termIssues(term: unknown, path: string): PortfolioIssue[] {
  const { startDate, endDate } = (term ?? {}) as Row;
  const dates = [LocalDate.safeParse(startDate).data, LocalDate.safeParse(endDate).data];
  if (dates[0] === undefined || dates[1] === undefined || dates[1] > dates[0]) return [];
  return [{ path: `${path}.endDate`, read: endDate, expected: `a date after ${startDate}, or null` }];
}
