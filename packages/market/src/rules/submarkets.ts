import { MarketError } from '../MarketError.ts';

/** A submarket (submercado): one of the four price zones of Brazil's interconnected system. */
export interface Submarket {
  /** Name in files of CCEE, Brazil's market operator: upper case, no accents. */
  readonly name: string;
  /** Short code in common use; SUDESTE stands for south-east and centre-west, SE/CO. */
  readonly code: string;
}

/** The four submarkets. */
export const submarkets: readonly Submarket[] = [
  { name: 'SUDESTE', code: 'SE/CO' },
  { name: 'SUL', code: 'S' },
  { name: 'NORDESTE', code: 'NE' },
  { name: 'NORTE', code: 'N' },
];

const aliases: Readonly<Record<string, string>> = {
  SE: 'SUDESTE',
  SECO: 'SUDESTE',
  'SUDESTE/CENTRO-OESTE': 'SUDESTE',
};
const byName = new Map<string, Submarket>();
for (const submarket of submarkets) {
  byName.set(submarket.name, submarket);
  byName.set(submarket.code, submarket);
}
for (const [alias, name] of Object.entries(aliases)) byName.set(alias, byName.get(name)!);

/** The submarket that a text names, or undefined. Case, accents and blanks around it do not matter. */
export function findSubmarket(text: string): Submarket | undefined {
  return byName.get(text) ?? byName.get(text.normalize('NFD').replace(/\p{M}/gu, '').trim().toUpperCase());
}

/**
 * The submarket that a text names.
 *
 * @throws MarketError `MARKET_UNKNOWN_SUBMARKET` where it names none.
 *
 * @example
 * submarketOf('SE/CO').name
 * // 'SUDESTE'
 */
export function submarketOf(text: string): Submarket {
  const submarket = findSubmarket(text);
  if (submarket) return submarket;
  const expected = submarkets.map(({ name, code }) => `${name} (${code})`).join(', ');
  throw new MarketError(
    'MARKET_UNKNOWN_SUBMARKET',
    `Read the submarket "${text}", expected one of ${expected}. Check the site's submarket in the portfolio.`,
    { context: { read: text, expected: submarkets.map(({ name }) => name) } },
  );
}
