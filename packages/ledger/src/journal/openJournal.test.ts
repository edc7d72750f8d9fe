import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PriceSeries } from '@usina/core';
import { money } from '@usina/core/money';
import { monthRange } from '@usina/core/time';
import { privateKeyToAccount } from 'viem/accounts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BatchReading, makeBatch, signBatch, verifyReading, verifyStatement } from '../proof/index.ts';
import { balances, postings } from '../settlement/index.ts';
import { type Journal, openJournal } from './index.ts';

const timeZone = 'America/Sao_Paulo';
const october = monthRange('2026-10', timeZone);
const hourMs = 3_600_000;
const parties = {
  seller: 'usina',
  buyer: 'bakery',
  operator: 'usina',
  subscriber: 'home',
  provider: 'usina',
  lessor: 'farm',
  lessee: 'usina',
};
const term = { startDate: '2026-01-01', timeZone };
const agreements = [
  {
    id: 'ppa-1',
    kind: 'ppa',
    parties,
    meters: ['pv'],
    term,
    terms: { pricePerMwh: '250.00', delivered: [{ meterId: 'pv' }] },
  },
  {
    id: 'share-1',
    kind: 'surplusShare',
    parties,
    meters: ['pv', 'load'],
    term,
    terms: {
      generation: [{ meterId: 'pv' }],
      load: [{ meterId: 'load', point: 'energyImportedWh' }],
      price: { market: 'CCEE', product: 'PLD', zone: 'SUDESTE' },
      operatorShare: '0.15',
    },
  },
  { id: 'sub-1', kind: 'subscription', parties, term, terms: { monthlyFee: '39.90' } },
  { id: 'lease-1', kind: 'landLease', parties, term, terms: { units: '2', unit: 'ha', monthlyRatePerUnit: '100.00' } },
  { id: 'sale-1', kind: 'sale', parties, term, terms: { mwmed: '0.01', pricePerMwh: '200' } },
];
const pld: PriceSeries = {
  market: 'CCEE',
  product: 'PLD',
  zone: 'SUDESTE',
  status: 'official',
  currency: 'BRL',
  per: 'MWh',
  startMs: october.startMs,
  stepMs: hourMs,
  micros: Array(october.hours).fill(300_000_000n),
  revision: 'test',
};
const hours = (point: string, energyWh: (hour: number) => number, from = 0, to = october.hours): BatchReading[] =>
  Array.from({ length: to - from }, (_, i) => {
    const startMs = october.startMs + (from + i) * hourMs;
    return { point, startMs, endMs: startMs + hourMs, energyWh: energyWh(from + i) };
  });
const noon = (hour: number) => (hour % 24 === 12 ? 5_000 : 0);

let folder: string;
let ledger: Journal;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'usina-ledger-'));
  ledger = await openJournal({ folder, portfolioId: 'vpp', clock: { now: () => 1_793_500_000_000 } });
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

async function fill(): Promise<void> {
  for (const agreement of agreements) await ledger.openAgreement(agreement);
  await ledger.commitBatch({ meterId: 'pv', readings: hours('energyExportedWh', noon) });
  await ledger.commitBatch({ meterId: 'load', readings: hours('energyImportedWh', () => 2_000) });
}
const settle = () => ledger.settle({ period: '2026-10', timeZone, prices: [pld] });

describe('settle', () => {
  it('settles every kind of agreement, in double entry, with statements that anyone can check', async () => {
    await fill();
    const { settlement, statements, created } = await settle();
    expect(created).toBe(true);
    expect(settlement).toMatchObject({ period: '2026-10', revision: 1, unsettled: [], carryOut: {} });
    expect(settlement.lineItems.map(({ id, amount }) => [id, amount.minor])).toEqual([
      ['lease-1/v1/2026-10/rent', 20_000n],
      ['ppa-1/v1/2026-10/energy', 3_875n],
      ['sale-1/v1/2026-10/volume', 148_800n],
      ['share-1/v1/2026-10/surplus', 2_790n],
      ['share-1/v1/2026-10/operatorShare', 419n],
      ['sub-1/v1/2026-10/fee', 3_990n],
    ]);
    expect(postings(settlement).reduce((sum, { amount }) => sum + amount.minor, 0n)).toBe(0n);
    expect(Object.fromEntries(balances(settlement))).toEqual({
      farm: money('200.00', 'BRL'),
      usina: money('1342.94', 'BRL'),
      bakery: money('-1526.75', 'BRL'),
      home: money('-16.19', 'BRL'),
    });
    for (const [partyId, statement] of statements) {
      const verdict = verifyStatement(statement, { trustedRoot: settlement.root });
      expect(verdict).toMatchObject({ ok: true, total: balances(settlement).get(partyId) });
    }
    const home = verifyStatement(statements.get('home')!, { trustedRoot: settlement.root });
    expect(home).toMatchObject({ ok: true, lines: 3, batches: { proven: 2, total: 2 } });
    expect(await ledger.statement('home', '2026-10')).toEqual(statements.get('home'));
  });

  it('writes nothing for the same inputs again', async () => {
    await fill();
    const first = await settle();
    const second = await settle();
    expect(second.created).toBe(false);
    expect(second.settlement).toEqual(first.settlement);
    expect((await ledger.audit()).settlements).toBe(1);
  });

  it('is a new revision when a correction came, and says what changed for whom', async () => {
    await fill();
    await settle();
    const correction = hours('energyExportedWh', () => 9_000, 12, 13);
    await expect(ledger.commitBatch({ meterId: 'pv', readings: correction })).rejects.toMatchObject({
      code: 'LEDGER_BATCH_REVISION',
      context: { meterId: 'pv', expected: 2 },
    });
    await ledger.commitBatch({ meterId: 'pv', readings: correction, revision: 2 });
    const { settlement, adjustments, statements } = await settle();
    expect(settlement.revision).toBe(2);
    // 4 kWh more: R$ 1.00 at the ppa; R$ 1.20 of surplus, of which 0.18 to the operator
    expect(Object.fromEntries(adjustments)).toEqual({
      bakery: money('-1.00', 'BRL'),
      usina: money('-0.02', 'BRL'),
      home: money('1.02', 'BRL'),
    });
    expect(verifyStatement(statements.get('home')!, { trustedRoot: settlement.root }).ok).toBe(true);
    expect((await ledger.statement('home', '2026-10', 1)).revision).toBe(1);
    expect(await ledger.audit()).toMatchObject({ ok: true, settlements: 2, batches: 3 });
  });

  it('lists what it cannot settle, with the reason, and settles it when the data came', async () => {
    for (const agreement of agreements) await ledger.openAgreement(agreement);
    await ledger.commitBatch({ meterId: 'pv', readings: hours('energyExportedWh', noon, 0, 700) });
    const { settlement } = await settle();
    expect(settlement.unsettled.map(({ agreementId, reason }) => [agreementId, reason])).toEqual([
      ['ppa-1', 'missingReadings'],
      ['share-1', 'missingReadings'],
    ]);
    expect(settlement.unsettled[0]!.message).toContain('covers 94.08 % of the period');
    await ledger.commitBatch({ meterId: 'pv', readings: hours('energyExportedWh', noon, 700) });
    await ledger.commitBatch({ meterId: 'load', readings: hours('energyImportedWh', () => 2_000) });
    expect((await settle()).settlement).toMatchObject({ revision: 2, unsettled: [] });
  });

  it('carries a loss into the next month', async () => {
    await fill();
    const given = { 'share-1': { costs: '30.00' } };
    const first = await ledger.settle({ period: '2026-10', timeZone, prices: [pld], given });
    expect(first.settlement.carryOut).toEqual({ 'share-1': money('-2.10', 'BRL') });
    const november = monthRange('2026-11', timeZone);
    const shift = (readings: BatchReading[]) =>
      readings
        .slice(0, november.hours)
        .map((each) => ({ ...each, startMs: each.startMs + 744 * hourMs, endMs: each.endMs + 744 * hourMs }));
    await ledger.commitBatch({ meterId: 'pv', readings: shift(hours('energyExportedWh', noon)) });
    await ledger.commitBatch({ meterId: 'load', readings: shift(hours('energyImportedWh', () => 2_000)) });
    const prices = [{ ...pld, startMs: november.startMs }];
    const { settlement } = await ledger.settle({ period: '2026-11', timeZone, prices });
    // 30 noons × 3 kWh × R$ 300/MWh = 27.00, less 2.10
    expect(settlement.lineItems.find(({ id }) => id.endsWith('/surplus'))!.amount).toEqual(money('24.90', 'BRL'));
    expect(await ledger.audit()).toMatchObject({ ok: true, problems: [] });
  });

  describe('losses over months', () => {
    const share = {
      ...agreements[1]!,
      meters: ['pv'],
      terms: { generation: [{ meterId: 'pv' }], price: { perMwh: '300' }, operatorShare: '0' },
    };
    const costs = (text: string) => ({ 'share-1': { costs: text } });
    const month = (period: string, given = {}) => ledger.settle({ period, timeZone, given });
    const surplusOf = ({ settlement }: Awaited<ReturnType<typeof month>>) =>
      settlement.lineItems.find(({ id }) => id.endsWith('/surplus'))?.amount.minor;

    beforeEach(async () => {
      await ledger.openAgreement(share);
      for (const period of ['2026-08', '2026-09', '2026-10']) {
        const { startMs, hours: count } = monthRange(period, timeZone);
        const readings = Array.from({ length: count }, (_, hour) => ({
          point: 'energyExportedWh',
          startMs: startMs + hour * hourMs,
          endMs: startMs + (hour + 1) * hourMs,
          energyWh: 1_000,
        }));
        await ledger.commitBatch({ meterId: 'pv', readings });
      }
    });

    it('are not lost over a month that is not settled: that one is asked for', async () => {
      // 744 kWh at R$ 300/MWh = 223.20
      await month('2026-08', costs('1000.00'));
      await expect(month('2026-10')).rejects.toMatchObject({
        code: 'LEDGER_PERIOD_GAP',
        context: { period: '2026-10', expected: '2026-09', from: '2026-08' },
      });
      expect((await month('2026-09')).settlement.carryOut).toEqual({ 'share-1': money('-560.80', 'BRL') });
      expect((await month('2026-10')).settlement.carryOut).toEqual({ 'share-1': money('-337.60', 'BRL') });
      expect((await ledger.audit()).problems).toEqual([]);
    });

    it('say which later months are stale when an earlier one is revised, and the audit finds them', async () => {
      await month('2026-08', costs('300.00'));
      await month('2026-09');
      await month('2026-10');
      const revised = await month('2026-08', costs('1000.00'));
      expect(revised).toMatchObject({ created: true, stale: ['2026-09'] });
      expect((await month('2026-08', costs('1000.00'))).stale).toEqual(['2026-09']);
      const report = await ledger.audit();
      expect([report.ok, report.problems.map(({ code, message }) => [code, message.slice(0, 7)])]).toEqual([
        false,
        [['STALE', '2026-09']],
      ]);
      expect((await month('2026-09')).stale).toEqual(['2026-10']);
      const last = await month('2026-10');
      expect([last.stale, surplusOf(last), last.settlement.carryOut['share-1']]).toEqual([
        [],
        0n,
        money('-337.60', 'BRL'),
      ]);
      expect((await ledger.audit()).ok).toBe(true);
    });

    it('make a month stale that was settled before them', async () => {
      expect(await month('2026-10')).toMatchObject({ stale: [] });
      expect((await month('2026-08', costs('300.00'))).stale).toEqual(['2026-10']);
      expect((await ledger.audit()).problems.map(({ code }) => code)).toEqual(['STALE']);
      await expect(month('2026-10')).rejects.toMatchObject({ code: 'LEDGER_PERIOD_GAP' });
      // 216.00 in September covers the 76.80 of August: nothing is left to carry
      expect(surplusOf(await month('2026-09'))).toBe(13_920n);
      expect((await ledger.audit()).ok).toBe(true);
    });
  });

  it('bills each version of an agreement for its own days', async () => {
    await ledger.openAgreement(agreements[2]!);
    await expect(ledger.openAgreement({ ...agreements[2]!, terms: { monthlyFee: '1' } })).rejects.toMatchObject({
      code: 'LEDGER_AGREEMENT_VERSION',
      context: { expected: 2 },
    });
    const next = {
      ...agreements[2]!,
      version: 2,
      term: { startDate: '2026-10-11', timeZone },
      terms: { monthlyFee: '62.00' },
    };
    await ledger.openAgreement(next);
    await ledger.openAgreement(next);
    const { settlement } = await ledger.settle({ period: '2026-10', timeZone });
    expect(settlement.lineItems.map(({ id, amount }) => [id, amount.minor])).toEqual([
      ['sub-1/v1/2026-10/fee', 1_287n],
      ['sub-1/v2/2026-10/fee', 4_200n],
    ]);
    expect((await ledger.audit()).ok).toBe(true);
  });

  it('settles an empty portfolio to nothing, and can be cancelled', async () => {
    expect((await settle()).statements.size).toBe(0);
    await fill();
    const progress: number[] = [];
    const cancelled = ledger.settle({
      period: '2026-10',
      timeZone,
      prices: [pld],
      signal: AbortSignal.abort(),
      onProgress: ({ done }) => progress.push(done),
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'ABORTED' });
    expect((await settle()).settlement.lineItems).toHaveLength(6);
  });
});

describe('commitBatch', () => {
  const one = hours('energyExportedWh', noon, 0, 24);

  it('takes the same batch twice as one', async () => {
    const first = await ledger.commitBatch({ meterId: 'pv', readings: one });
    expect(await ledger.commitBatch({ meterId: 'pv', readings: one })).toEqual(first);
    expect(first.root).toBe(makeBatch({ portfolioId: 'vpp', meterId: 'pv', readings: one }).root);
    expect((await ledger.audit()).batches).toBe(1);
  });

  it('refuses an interval with other bounds than the committed one', async () => {
    await ledger.commitBatch({ meterId: 'pv', readings: one });
    const shifted = [{ ...one[3]!, startMs: one[3]!.startMs + 900_000, endMs: one[3]!.endMs + 900_000 }];
    await expect(ledger.commitBatch({ meterId: 'pv', readings: shifted, revision: 2 })).rejects.toMatchObject({
      code: 'LEDGER_BATCH_OVERLAP',
      context: { meterId: 'pv', point: 'energyExportedWh' },
    });
    const early = hours('energyExportedWh', noon, 30, 31);
    await expect(ledger.commitBatch({ meterId: 'pv', readings: early, revision: 2 })).rejects.toMatchObject({
      code: 'LEDGER_BATCH_REVISION',
      context: { expected: 1 },
    });
  });

  it('refuses a counter of the vocabulary that ran backwards, and takes a net point of your own', async () => {
    const back = [{ ...one[0]!, energyWh: -5 }];
    await expect(ledger.commitBatch({ meterId: 'pv', readings: back })).rejects.toMatchObject({
      code: 'LEDGER_BATCH_INVALID',
      message: expect.stringContaining('an energy of -5 Wh of energyExportedWh'),
    });
    const net = [{ ...back[0]!, point: 'netEnergyWh' }];
    expect((await ledger.commitBatch({ meterId: 'pv', readings: net })).readings[0]!.energyWh).toBe(-5n);
  });

  it('asks for the signature of a meter that must sign', async () => {
    await ledger.close();
    const account = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80');
    ledger = await openJournal({ folder, portfolioId: 'vpp', meterSigners: { pv: account.address } });
    await expect(ledger.commitBatch({ meterId: 'pv', readings: one })).rejects.toMatchObject({
      code: 'LEDGER_SIGNATURE',
    });
    const signed = await signBatch(makeBatch({ portfolioId: 'vpp', meterId: 'pv', readings: one }), account);
    const altered = { ...signed, readings: [...signed.readings.slice(1)] };
    await expect(ledger.commitBatch(altered)).rejects.toMatchObject({ code: 'LEDGER_SIGNATURE' });
    expect((await ledger.commitBatch(signed)).signature).toEqual(signed.signature);
    expect(await ledger.audit()).toMatchObject({ ok: true, readings: 24 });
  });
});

describe('proveReading', () => {
  it('proves the latest revision, or one that is asked for, and survives a restart', async () => {
    await fill();
    await ledger.commitBatch({ meterId: 'pv', readings: hours('energyExportedWh', () => 7, 3, 4), revision: 2 });
    await ledger.close();
    ledger = await openJournal({ folder, portfolioId: 'vpp' });
    const asked = { meterId: 'pv', point: 'energyExportedWh', startMs: october.startMs + 3 * hourMs };
    const latest = await ledger.proveReading(asked);
    expect(latest.reading).toMatchObject({ energyWh: 7n, revision: 2 });
    const first = await ledger.proveReading({ ...asked, revision: 1 });
    expect(first.reading).toMatchObject({ energyWh: 0n, revision: 1 });
    for (const proof of [latest, first]) expect(verifyReading(proof, { trustedRoot: proof.batch.root }).ok).toBe(true);
    await expect(ledger.proveReading({ ...asked, meterId: 'none' })).rejects.toMatchObject({ code: 'LEDGER_UNKNOWN' });
  });
});

describe('close', () => {
  it('refuses what comes after it, and may be called twice', async () => {
    await ledger.close();
    await ledger.close();
    await expect(ledger.openAgreement(agreements[0]!)).rejects.toMatchObject({ code: 'JOURNAL_CLOSED' });
  });

  it('settles all that is pending', async () => {
    await fill();
    const pending = Promise.allSettled([
      settle(),
      ledger.audit(),
      ...Array.from({ length: 20 }, (_, i) =>
        ledger.commitBatch({ meterId: `m-${i}`, readings: hours('energyWh', noon, 0, 2) }),
      ),
    ]);
    await ledger.close();
    const results = await pending;
    expect(results.slice(2).every(({ status }) => status === 'fulfilled')).toBe(true);
    ledger = await openJournal({ folder, portfolioId: 'vpp' });
    expect((await ledger.audit()).batches).toBe(22);
  });
});

it('refuses an agreement of an unknown kind or shape', async () => {
  await expect(ledger.openAgreement({ ...agreements[0]!, kind: 'barter' })).rejects.toMatchObject({
    code: 'AGREEMENT_KIND_UNKNOWN',
  });
  await expect(ledger.openAgreement({ ...agreements[0]!, version: 0 })).rejects.toMatchObject({
    code: 'AGREEMENT_INVALID',
  });
  await expect(ledger.statement('home', '2026-10')).rejects.toMatchObject({ code: 'LEDGER_UNKNOWN' });
});

it('refuses an agreement in another currency than those before, and one finer than its currency', async () => {
  await ledger.openAgreement(agreements[2]!);
  const dollars = { ...agreements[2]!, id: 'sub-2', terms: { monthlyFee: '39.90', currency: 'USD' } };
  await expect(ledger.openAgreement(dollars)).rejects.toMatchObject({
    code: 'LEDGER_CURRENCY',
    context: { agreementId: 'sub-2', currency: 'USD', expected: 'BRL' },
  });
  const fine = { ...agreements[2]!, id: 'sub-3', terms: { monthlyFee: '39.901' } };
  await expect(ledger.openAgreement(fine)).rejects.toMatchObject({ code: 'AGREEMENT_INVALID' });
  expect((await settle()).settlement).toMatchObject({ lineItems: [{ id: 'sub-1/v1/2026-10/fee' }], unsettled: [] });
});
