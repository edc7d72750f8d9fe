import type { LineItem } from '@usina/core';
import { expect, it } from 'vitest';
import { cashSection, netOf } from './cashSection.ts';

const item = (agreementId: string, debtorId: string, creditorId: string, minor: bigint) =>
  ({ agreementId, debtorId, creditorId, description: agreementId, amount: { minor, currency: 'BRL' } }) as LineItem;
const lineItems = [
  item('ppa', 'buyer', 'us', 10_000n),
  item('lease', 'us', 'lessor', 2_500n),
  item('other', 'x', 'y', 1n),
];

it('nets what a party is owed and owes, and leaves out what is none of its business', () => {
  expect(netOf(lineItems, 'us')).toEqual({ minor: 7_500n, currency: 'BRL' });
  expect(netOf([], 'us')).toBeUndefined();
});

it('draws income, payments and the net of a party, under its labels', () => {
  const settlement = {
    period: '2026-10',
    root: '0x1',
    lineItems,
    unsettled: [{ agreementId: 'sale', message: 'No data.' }],
  };
  const section = cashSection({ heading: 'H', labels: ['Hypothetical'], partyId: 'us', settlements: [settlement] });
  const [chart = ''] = section.figures ?? [];
  expect([...chart.matchAll(/<span class="label">(.*?)<\/span>/g)].map(([, label]) => label)).toEqual([
    'ppa, from buyer',
    'lease, to lessor',
    'net',
  ]);
  expect(chart).toContain('bar negative');
  expect(chart).toContain('hypothetical');
  expect(section.text).toContain('sale: not settled. No data.');
  expect(section.tables?.[0]?.rows).toHaveLength(3);
});
