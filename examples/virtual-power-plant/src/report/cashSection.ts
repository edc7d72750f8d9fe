import type { LineItem } from '@usina/core';
import type { Money } from '@usina/core/money';
import { amountText } from '../cli/wording.ts';
import { type Bar, barChart } from './barChart.ts';
import type { Section } from './reportPage.ts';

export interface CashSection {
  heading: string;
  /** Hypothetical, shadow prices. */
  labels?: readonly string[];
  /** Whose cash flow is drawn. */
  partyId: string;
  /** Settlements, each under its own root. */
  settlements: readonly {
    period: string;
    root: string;
    lineItems: readonly LineItem[];
    unsettled: readonly { agreementId: string; message: string }[];
  }[];
}

/** What every line of the settled months brings to or takes from one party. */
export function cashSection({ heading, labels = [], partyId, settlements }: CashSection): Section {
  const several = settlements.length > 1;
  const items = settlements.flatMap(({ period, lineItems }) => lineItems.map((item) => ({ period, item })));
  const flows = items.filter(({ item }) => item.debtorId === partyId || item.creditorId === partyId);
  const bars = flows.map(({ period, item }): Bar => {
    const { amount, creditorId, debtorId, agreementId } = item;
    const signed = creditorId === partyId ? amount : { ...amount, minor: -amount.minor };
    const other = creditorId === partyId ? `from ${debtorId}` : `to ${creditorId}`;
    return { label: `${several ? `${period} ` : ''}${agreementId}, ${other}`, ...barOf(signed) };
  });
  const net = netOf(
    flows.map(({ item }) => item),
    partyId,
  );
  if (net && bars.length > 1) bars.push({ label: 'net', ...barOf(net), kind: 'sum' });
  const suffix = labels.length > 0 ? `, ${labels.join(', ').toLowerCase()}` : '';
  return {
    heading,
    labels,
    text: [
      `${items.length} line items, each with all inputs to compute it again, under one Merkle root a month.`,
      ...settlements.flatMap(({ period, unsettled }) =>
        unsettled.map(
          ({ agreementId, message }) => `${several ? `${period}, ` : ''}${agreementId}: not settled. ${message}`,
        ),
      ),
    ],
    figures:
      bars.length === 0
        ? []
        : [barChart({ title: `Cash flow of ${partyId}`, note: `R$, income to the right${suffix}`, bars })],
    tables: items.length === 0 ? [] : [tableOf(items, several)],
    evidence: settlements.map(({ period, root }) => `settlement root of ${period} ${root}`).join('; '),
  };
}

function tableOf(items: readonly { period: string; item: LineItem }[], several: boolean) {
  const head = ['Agreement', 'Debtor', 'Creditor', 'What', 'Amount'];
  return {
    head: several ? ['Month', ...head] : head,
    numeric: [several ? 5 : 4],
    wide: [several ? 4 : 3],
    rows: items.map(({ period, item: { agreementId, debtorId, creditorId, description, amount } }) => [
      ...(several ? [period] : []),
      agreementId,
      debtorId,
      creditorId,
      description,
      amountText(amount),
    ]),
  };
}

function barOf(amount: Money): Pick<Bar, 'value' | 'text'> {
  return { value: Number(amount.minor) / 100, text: amountText(amount) };
}

/** Income less payments of a party; undefined without any. */
export function netOf(items: readonly LineItem[], partyId: string): Money | undefined {
  const [first] = items;
  if (!first) return undefined;
  const minor = items.reduce(
    (sum, { amount, creditorId, debtorId }) =>
      sum + (creditorId === partyId ? amount.minor : 0n) - (debtorId === partyId ? amount.minor : 0n),
    0n,
  );
  return { minor, currency: first.amount.currency };
}
