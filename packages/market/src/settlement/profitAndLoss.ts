import { type Evidenced, evidenced, insufficient, type LineItem } from '@usina/core';
import type { Money } from '@usina/core/money';
import { MarketError } from '../MarketError.ts';

export interface ProfitAndLossOptions {
  /** Whose result it is. */
  readonly partyId: string;
  /** @defaultValue 'BRL' */
  readonly currency?: string;
  /**
   * Line items by category, in the order of the report: `contracts`, `difference`, `costs` … Each with its evidence,
   * so that what could not be settled is not taken for nothing.
   */
  readonly categories: Readonly<Record<string, Evidenced<readonly LineItem[]>>>;
}

export interface ProfitAndLossLine {
  readonly category: string;
  /** What the party is paid, not negative. */
  readonly income: Money;
  /** What the party pays, not negative. */
  readonly expense: Money;
  /** Income less expense. */
  readonly result: Money;
}

export interface ProfitAndLoss {
  readonly lines: readonly ProfitAndLossLine[];
  /** Sum over the categories: negative is a loss. */
  readonly result: Money;
}

/**
 * Profit and loss of one party from settled line items: revenue of contracts, difference at the spot price, costs. Line
 * items between others are passed over. Sums only; nothing is rounded.
 *
 * Insufficient data `missingCategory` where a category has none.
 *
 * @throws MarketError `MARKET_LINE_ITEMS` for an item that comes twice or in another currency.
 *
 * @example
 * profitAndLoss({ partyId: 'usina', categories: { contracts, difference, costs } })
 * // { ok: true, value: { lines: [{ category: 'contracts', result: R$ 90000.00, … }, …], result: R$ 83210.55 }, … }
 */
export function profitAndLoss(options: ProfitAndLossOptions): Evidenced<ProfitAndLoss, 'missingCategory'> {
  const { partyId, currency = 'BRL', categories } = options;
  const entries = Object.entries(categories);
  const evidence = {
    sources: [...new Set(entries.flatMap(([, { evidence }]) => evidence.sources))],
    coverage: Math.min(1, ...entries.map(([, { evidence }]) => evidence.coverage ?? 1)),
    rule: 'profitAndLoss/1',
    notes: entries.flatMap(([category, { evidence }]) => (evidence.notes ?? []).map((note) => `${category}: ${note}`)),
  };
  const missing = entries.flatMap(([category, each]) => (each.ok ? [] : [`${category}: ${each.message}`]));
  if (missing.length > 0) return insufficient('missingCategory', missing.join(' '), evidence);

  const seen = new Set<string>();
  const lines = entries.map(([category, each]) => {
    const items = each.ok ? each.value : [];
    for (const item of items) check(item, seen, currency);
    const total = (side: 'creditorId' | 'debtorId') =>
      items.reduce((sum, item) => sum + (item[side] === partyId ? item.amount.minor : 0n), 0n);
    const [income, expense] = [total('creditorId'), total('debtorId')];
    const money = (minor: bigint): Money => ({ minor, currency });
    return { category, income: money(income), expense: money(expense), result: money(income - expense) };
  });
  const result = lines.reduce((sum, line) => sum + line.result.minor, 0n);
  return evidenced({ lines, result: { minor: result, currency } }, evidence);
}

function check({ id, amount }: LineItem, seen: Set<string>, currency: string): void {
  const wrong = seen.has(id) ? 'twice' : amount.currency === currency ? undefined : `in ${amount.currency}`;
  seen.add(id);
  if (wrong === undefined) return;
  throw new MarketError(
    'MARKET_LINE_ITEMS',
    `Read line item "${id}" ${wrong}, expected each once and in ${currency}. Check which settlement runs are added up.`,
    { context: { id, read: wrong, currency } },
  );
}
