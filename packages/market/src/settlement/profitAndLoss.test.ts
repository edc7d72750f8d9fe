import { evidenced, insufficient, LineItem } from '@usina/core';
import { describe, expect, it } from 'vitest';
import { profitAndLoss } from './profitAndLoss.ts';

const item = (id: string, debtorId: string, creditorId: string, minor: string, currency = 'BRL') =>
  LineItem.parse({
    id,
    agreementId: 'a',
    debtorId,
    creditorId,
    amount: { minor, currency },
    formula: 'sale/1',
    description: id,
    inputs: {},
  });
const contracts = evidenced([item('volume', 'buyer', 'usina', '9000000')], { sources: ['sale'] });
const difference = evidenced([item('difference', 'usina', 'ccee', '55135')], {
  sources: ['PLD'],
  coverage: 0.98,
  notes: ['prices are shadow'],
});
const costs = evidenced([item('lease', 'usina', 'roof', '100000'), item('other', 'home', 'roof', '5')], {
  sources: ['lease'],
});

describe('profitAndLoss', () => {
  it('adds up what one party is paid and pays, by category', () => {
    const money = (minor: bigint) => ({ minor, currency: 'BRL' });
    expect(profitAndLoss({ partyId: 'usina', categories: { contracts, difference, costs } })).toEqual({
      ok: true,
      value: {
        lines: [
          { category: 'contracts', income: money(9_000_000n), expense: money(0n), result: money(9_000_000n) },
          { category: 'difference', income: money(0n), expense: money(55_135n), result: money(-55_135n) },
          { category: 'costs', income: money(0n), expense: money(100_000n), result: money(-100_000n) },
        ],
        result: money(8_844_865n),
      },
      evidence: {
        sources: ['sale', 'PLD', 'lease'],
        coverage: 0.98,
        rule: 'profitAndLoss/1',
        notes: ['difference: prices are shadow'],
      },
    });
  });

  it('is insufficient data where a category could not be settled', () => {
    const open = insufficient('missingReadings', 'm1 misses 3 hours.', { sources: ['m1'], coverage: 0.9 });
    expect(profitAndLoss({ partyId: 'usina', categories: { contracts, difference: open } })).toMatchObject({
      ok: false,
      reason: 'missingCategory',
      message: 'difference: m1 misses 3 hours.',
      evidence: { coverage: 0.9 },
    });
  });

  it('refuses an item twice and another currency', () => {
    const code = expect.objectContaining({ code: 'MARKET_LINE_ITEMS' });
    expect(() => profitAndLoss({ partyId: 'usina', categories: { contracts, again: contracts } })).toThrow(code);
    expect(() => profitAndLoss({ partyId: 'usina', currency: 'USD', categories: { contracts } })).toThrow(code);
  });
});
