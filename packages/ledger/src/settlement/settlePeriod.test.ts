import type { Agreement, Settlement } from '@usina/core';
import { runsOf, standardAgreementKinds } from '@usina/core/agreements';
import { money } from '@usina/core/money';
import { monthRange } from '@usina/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashHeader } from '../proof/index.ts';
import { adjustmentPostings, balances, postings, type SettlePeriodOptions, settlePeriod } from './index.ts';

const timeZone = 'America/Sao_Paulo';
const subscription = (id: string, monthlyFee: string, rest: Partial<Agreement> = {}): Agreement => ({
  id,
  kind: 'subscription',
  parties: { provider: 'usina', subscriber: `home-${id}` },
  meters: [],
  term: { startDate: '2026-01-01', endDate: null, timeZone },
  version: 1,
  terms: { monthlyFee },
  ...rest,
});

async function settle(agreements: Agreement[], rest: Partial<SettlePeriodOptions> = {}): Promise<Settlement> {
  const { settlement } = await settlePeriod({
    portfolioId: 'vpp',
    period: '2026-10',
    timeZone,
    revision: 1,
    settledAtMs: 0,
    agreements: agreements.map((agreement) => ({ agreement, supersededFrom: null })),
    agreementKinds: standardAgreementKinds,
    energyOf: async () => ({ runs: [], batches: [] }),
    ...rest,
  });
  return settlement;
}

describe('settlePeriod', () => {
  it('gives the same root for the same input, and postings that sum to zero', async () => {
    const fees = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fees, async (list) => {
        const agreements = list.map((fee, i) => subscription(`s${i}`, (fee / 100).toFixed(2)));
        const settlement = await settle(agreements);
        expect((await settle(agreements)).root).toBe(settlement.root);
        expect(postings(settlement).reduce((sum, { amount }) => sum + amount.minor, 0n)).toBe(0n);
        expect(balances(settlement).get('usina')?.minor).toBe(BigInt(list.reduce((sum, fee) => sum + fee, 0)));
      }),
      { numRuns: 20 },
    );
  });

  it('owes nothing where there is nothing to settle', async () => {
    const term = { startDate: '2027-01-01', endDate: null, timeZone };
    const root = hashHeader({ portfolioId: 'vpp', period: '2026-10', revision: 1, timeZone });
    expect(await settle([subscription('later', '1', { term })])).toMatchObject({ lineItems: [], root });
  });

  it('lists what cannot be settled with its reason, and settles the others', async () => {
    const settlement = await settle(
      [
        subscription('b', '1', { terms: { monthlyFee: '1', currency: 'USD' } }),
        subscription('c', '39.901'),
        subscription('d', '2.00'),
        subscription('e', '1', { kind: 'barter' }),
      ],
      { currency: 'BRL', given: { d: { cost: '1' } } },
    );
    expect(settlement.unsettled.map(({ agreementId, reason }) => [agreementId, reason])).toEqual([
      ['b', 'LEDGER_CURRENCY'],
      ['c', 'AGREEMENT_INVALID'],
      ['d', 'AGREEMENT_INPUT'],
      ['e', 'AGREEMENT_KIND_UNKNOWN'],
    ]);
    expect(settlement.lineItems).toEqual([]);
    const dollars = subscription('b', '1', { terms: { monthlyFee: '1', currency: 'USD' } });
    const mixed = await settle([subscription('a', '39.90'), dollars]);
    expect(mixed.lineItems.map(({ id }) => id)).toEqual(['a/v1/2026-10/fee']);
    expect(mixed.unsettled[0]).toMatchObject({ agreementId: 'b', reason: 'LEDGER_CURRENCY' });
  });

  it('keeps a carried loss while the data is missing, and uses it once for two versions', async () => {
    const share = (version: number, startDate: string, meters: string[]): Agreement => ({
      ...subscription('share', '1'),
      kind: 'surplusShare',
      version,
      parties: { operator: 'usina', subscriber: 'home' },
      meters,
      term: { startDate, endDate: null, timeZone },
      terms: { generation: [{ meterId: 'pv' }], price: { perMwh: '100' }, operatorShare: '0' },
    });
    const carryIn = { share: money('-5.00', 'BRL') };
    const missing = await settle([share(1, '2026-01-01', ['pv'])], { carryIn });
    expect([missing.unsettled.length, missing.carryOut]).toEqual([1, carryIn]);

    const { startMs, hours } = monthRange('2026-10', timeZone);
    const runs = runsOf(
      Array.from({ length: hours }, (_, hour) => ({
        meterId: 'pv',
        point: 'energyExportedWh',
        startMs: startMs + hour * 3_600_000,
        endMs: startMs + (hour + 1) * 3_600_000,
        energyWh: 1_000n,
        flags: [],
        revision: 1,
      })),
    );
    const settled = await settle([], {
      carryIn,
      agreements: [
        { agreement: share(1, '2026-01-01', ['pv']), supersededFrom: '2026-10-16' },
        { agreement: share(2, '2026-10-16', ['pv']), supersededFrom: null },
      ],
      energyOf: async () => ({ runs, batches: [] }),
    });
    // 15 days × 2.40 less 5.00, then 16 days × 2.40
    const surplus = settled.lineItems.filter(({ id }) => id.endsWith('/surplus'));
    expect(surplus.map(({ amount }) => amount.minor)).toEqual([3_100n, 3_840n]);
  });
});

describe('an agreement that is amended within a month', () => {
  const amended = async (kind: string, terms: object[], parties: Record<string, string>, given = {}) => {
    const versions = terms.map((each, i) => ({
      agreement: {
        ...subscription('a', '1'),
        kind,
        parties,
        version: i + 1,
        term: { startDate: i === 0 ? '2026-10-05' : '2026-10-11', endDate: null, timeZone },
        terms: each as Record<string, unknown>,
      },
      supersededFrom: i === 0 ? '2026-10-11' : null,
    }));
    const { lineItems } = await settle([], { agreements: versions, given: { a: given } });
    return lineItems.map(({ amount }) => amount.minor);
  };

  it('bills its minimum once', async () => {
    const subscribed = { provider: 'usina', subscriber: 'home' };
    const fees = (more = {}) => [
      { monthlyFee: '10.00', minimumFee: '30.00', ...more },
      { monthlyFee: '12.00', minimumFee: '30.00', ...more },
    ];
    // 6 and 21 of the 27 days from the 5th on
    expect(await amended('subscription', fees(), subscribed)).toEqual([667n, 2_333n]);
    // 6 and 21 of the 31 days of the month
    expect(await amended('subscription', fees({ minimumProrated: true }), subscribed)).toEqual([581n, 2_032n]);
  });

  it('shares the revenue that was given once', async () => {
    const rent = { units: '1', unit: 'ha', monthlyRatePerUnit: '0', revenueShare: '0.10', rule: 'sum' };
    const given = { plantRevenue: '270.00' };
    expect(await amended('landLease', [rent, rent], { lessor: 'farm', lessee: 'usina' }, given)).toEqual([
      600n,
      2_100n,
    ]);
  });
});

describe('adjustmentPostings', () => {
  it('turn what was back and book what is, leaving out what did not change', async () => {
    const before = await settle([subscription('a', '10.00'), subscription('b', '20.00')]);
    const after = await settle([subscription('a', '12.00'), subscription('b', '20.00')]);
    const booked = adjustmentPostings(before, after).map(({ partyId, amount }) => [partyId, amount.minor]);
    expect(booked).toEqual([
      ['home-a', 1_000n],
      ['usina', -1_000n],
      ['home-a', -1_200n],
      ['usina', 1_200n],
    ]);
  });
});
