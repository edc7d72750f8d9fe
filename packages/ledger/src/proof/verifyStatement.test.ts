import { isDeepStrictEqual } from 'node:util';
import { type MeterReading, Statement } from '@usina/core';
import { type AgreementKind, ppa, runsOf, standardAgreementKinds, subscription } from '@usina/core/agreements';
import { add } from '@usina/core/money';
import { monthRange } from '@usina/core/time';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { settlePeriod, statementsOf } from '../settlement/index.ts';
import { type Hash, makeBatch, verifyStatement, verifyStatementPaced } from './index.ts';

const timeZone = 'America/Sao_Paulo';
const { startMs, hours } = monthRange('2026-10', timeZone);
const readings: MeterReading[] = Array.from({ length: hours }, (_, hour) => ({
  meterId: 'pv',
  point: 'energyExportedWh',
  startMs: startMs + hour * 3_600_000,
  endMs: startMs + (hour + 1) * 3_600_000,
  energyWh: 1_000n,
  flags: [],
  revision: 1,
}));
const agreement = (id: string, kind: string, terms: object) => ({
  id,
  kind,
  parties: { seller: 'usina', buyer: 'bakery', provider: 'usina', subscriber: 'bakery' },
  meters: kind === 'ppa' ? ['pv'] : [],
  term: { startDate: '2026-01-01', endDate: null, timeZone },
  version: 1,
  terms: terms as Record<string, unknown>,
});
const agreements = [
  agreement('ppa-1', 'ppa', { pricePerMwh: '250.00', delivered: [{ meterId: 'pv' }] }),
  agreement('sub-1', 'subscription', { monthlyFee: '39.90' }),
  agreement('sub-2', 'subscription', { monthlyFee: '10.00' }),
];

async function settleWith(agreementKinds: readonly AgreementKind[]) {
  const { settlement, leaves } = await settlePeriod({
    portfolioId: 'vpp',
    period: '2026-10',
    timeZone,
    revision: 1,
    settledAtMs: 0,
    agreements: agreements.map((each) => ({ agreement: each, supersededFrom: null })),
    agreementKinds,
    energyOf: async ({ meters }) => {
      if (meters.length === 0) return { runs: [], batches: [] };
      const batch = makeBatch({ portfolioId: 'vpp', meterId: 'pv', readings });
      return { runs: runsOf(readings), batches: [{ ...pick(batch), points: ['energyExportedWh'] }] };
    },
  });
  return { root: settlement.root, statements: await statementsOf({ settlement, leaves, agreements }) };
}

let trustedRoot: Hash;
let wire: z.input<typeof Statement>;
beforeAll(async () => {
  const { root, statements } = await settleWith(standardAgreementKinds);
  trustedRoot = root;
  wire = z.encode(Statement, statements.get('bakery')!);
});
const pick = ({ meterId, startMs, endMs, revision, root }: ReturnType<typeof makeBatch>) => ({
  meterId,
  startMs,
  endMs,
  revision,
  root,
});

const gone = Symbol('gone');

/** Verifies a statement of which someone changed members on the wire, by path. */
function tampered(edits: Record<string, unknown>) {
  const copy = structuredClone(wire) as unknown;
  for (const [path, value] of Object.entries(edits)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    const holder = keys.reduce((object, key) => (object as Record<string, unknown>)[key], copy);
    if (value === gone) (holder as unknown[]).splice(Number(last), 1);
    else (holder as Record<string, unknown>)[last] = value;
  }
  const verdict = verifyStatement(Statement.parse(copy), { trustedRoot });
  return verdict.ok ? 'ok' : verdict.problems.map(({ code, lineId }) => [code, lineId]);
}

describe('verifyStatement', () => {
  it('recomputes every amount from what travelled as JSON', () => {
    const verdict = verifyStatement(Statement.parse(JSON.parse(JSON.stringify(wire))), { trustedRoot });
    expect(verdict).toEqual({
      ok: true,
      total: { minor: -23_590n, currency: 'BRL' },
      lines: 3,
      batches: { proven: 1, total: 1 },
    });
  });

  const [ppaLine, subLine, otherLine] = ['ppa-1/v1/2026-10/energy', 'sub-1/v1/2026-10/fee', 'sub-2/v1/2026-10/fee'];
  const header = ['HEADER_ALTERED', undefined];
  const zeros = `0x${'0'.repeat(64)}`;
  it.each<[string, Record<string, unknown>, unknown]>([
    ['an amount', { 'lines.0.item.amount.minor': '18500', 'total.minor': '-23490' }, [['AMOUNT_ALTERED', ppaLine]]],
    [
      'who pays',
      { 'lines.1.item.debtorId': 'usina', 'lines.1.item.creditorId': 'bakery', 'total.minor': '-15610' },
      [['AMOUNT_ALTERED', subLine]],
    ],
    ['a reading', { 'lines.0.item.inputs.runs.0.energyWh.7': '9000000' }, [['INPUTS_ALTERED', ppaLine]]],
    ['a reading, too little to pay', { 'lines.0.item.inputs.runs.0.energyWh.7': '1001' }, [['PROOF_BROKEN', ppaLine]]],
    ['a description', { 'lines.1.item.description': 'gift' }, [['PROOF_BROKEN', subLine]]],
    ['a figure', { 'lines.1.item.inputs.figures.monthlyFee': '1.00' }, [['PROOF_BROKEN', subLine]]],
    ['a proof', { 'lines.1.proof.0': zeros }, [['PROOF_BROKEN', subLine]]],
    ['the terms', { 'agreements.1.terms.monthlyFee': '1.00' }, [['AGREEMENT_ALTERED', subLine]]],
    ['the agreements', { 'agreements.1': gone }, [['AGREEMENT_MISSING', subLine]]],
    ['the formula', { 'lines.1.item.formula': 'subscription/9' }, [['FORMULA_UNKNOWN', subLine]]],
    ['the inputs altogether', { 'lines.1.item.inputs': {} }, [['INPUTS_INVALID', subLine]]],
    ['the total', { 'total.minor': '1' }, [['TOTAL_DIFFERS', undefined]]],
    ['the lines, one left out', { 'lines.2': gone }, [['TOTAL_DIFFERS', undefined]]],
    ['the period', { period: '2026-11' }, [header, ...[ppaLine, subLine, otherLine].map((line) => ['PERIOD', line])]],
    [
      'the portfolio',
      { portfolioId: 'x' },
      [header, ...[ppaLine, subLine, otherLine].map((line) => ['PROOF_BROKEN', line])],
    ],
    ['the revision', { revision: 9 }, [header]],
    ['the time zone', { timeZone: 'America/Manaus' }, [header]],
    ['the lines, all left out', { lines: [], 'total.minor': '0' }, [['LINES_MISSING', undefined]]],
    ['the root', { root: zeros }, [['ROOT_UNTRUSTED', undefined]]],
  ])('finds and names a change of %s', (_, edits, expected) => {
    expect(tampered(edits)).toEqual(expected);
  });

  it('answers with a verdict whatever it is given, and believes no statement with a member gone or replaced', () => {
    const good = Statement.parse(wire);
    const strangers = [gone, null, 'x', -1, Number.NaN, {}, []];
    let tried = 0;
    for (const path of pathsOf(good)) {
      for (const stranger of strangers) {
        const verdict = verifyStatement(replaced(good, path, stranger), { trustedRoot });
        tried += 1;
        if (isDeepStrictEqual(stranger, valueAt(good, path))) continue;
        expect([path.join('.'), String(stranger), verdict.ok]).toEqual([path.join('.'), String(stranger), false]);
      }
    }
    expect(tried).toBeGreaterThan(500);
    for (const nothing of [undefined, null, 5, 'statement', [], {}, { lines: [] }]) {
      expect(verifyStatement(nothing as never, { trustedRoot })).toMatchObject({
        ok: false,
        problems: [{ code: 'STATEMENT_INVALID' }],
      });
    }
  });

  it('finds a line that is there twice, and one that is of others', () => {
    expect(tampered({ 'lines.3': wire.lines[1], 'total.minor': '-27580' })).toEqual([['LINE_DUPLICATE', subLine]]);
    expect(tampered({ partyId: 'someone', 'total.minor': '0' })).toEqual(
      [ppaLine, subLine, otherLine].map((line) => ['PARTY', line]),
    );
  });

  it('finds a ledger that computed wrongly, though every proof holds', async () => {
    const dear = { ...subscription, settle: twice };
    const { statements, root } = await settleWith([ppa, dear]);
    const verdict = verifyStatement(statements.get('bakery')!, { trustedRoot: root });
    expect(verdict.ok ? [] : verdict.problems.map(({ code, lineId }) => [code, lineId])).toEqual([
      ['AMOUNT_WRONG', subLine],
      ['AMOUNT_WRONG', otherLine],
    ]);
  });
});

type Path = readonly (string | number)[];

/** Every member of a value, the runs of readings only with their first. */
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const members = Object.entries(value).slice(0, Array.isArray(value) && at.includes('runs') ? 1 : undefined);
  return [...(at.length > 0 ? [at] : []), ...members.flatMap(([key, member]) => pathsOf(member, [...at, key]))];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((holder, key) => (holder as Record<string, unknown>)[key], value);
}

function replaced(value: Statement, path: Path, by: unknown): Statement {
  const copy = structuredClone(value);
  const holder = valueAt(copy, path.slice(0, -1)) as Record<string, unknown>;
  const key = path.at(-1)!;
  if (by !== gone) holder[key] = by;
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return copy;
}

/** The subscription's formula, but for twice the fee. */
const twice: typeof subscription.settle = (context) => {
  const result = subscription.settle(context);
  if (!result.ok) return result;
  const lines = result.value.lines.map((line) => ({ ...line, amount: add(line.amount, line.amount) }));
  return { ...result, value: { lines } };
};

describe('verifyStatementPaced', () => {
  it('says what verifyStatement says, of a good statement and of an altered one', async () => {
    const good = Statement.parse(wire);
    expect(await verifyStatementPaced(good, { trustedRoot })).toEqual(verifyStatement(good, { trustedRoot }));
    const altered = { ...good, period: '2026-11' };
    const verdict = await verifyStatementPaced(altered, { trustedRoot });
    expect(verdict).toEqual(verifyStatement(altered, { trustedRoot }));
    expect(verdict.ok).toBe(false);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(verifyStatementPaced(Statement.parse(wire), { trustedRoot, signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
