import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { sharedData } from '../sharedData.ts';
import verifyMarket from './market.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const reference = sharedData('reference/market');
it.skipIf(reference === undefined)('agrees with every reference case that it knows', async () => {
  const summary = await verifyMarket([reference!], () => {});
  expect(summary.failed).toBe(0);
  expect(summary.passed).toBeGreaterThanOrEqual(12);
});

it('shows what it got where a case differs, and skips kinds that it does not know', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'usina-verify-'));
  folders.push(folder);
  const input = { total: '0.03', participants: ['a', 'b'].map((id) => ({ id, kwh: '1' })) };
  const cases = [
    { id: 'wrong', kind: 'revenue-allocation', input, expected: { shares: { a: '0.01', b: '0.02' } } },
    { id: 'broken', kind: 'revenue-allocation', input: { total: 'x', participants: [] }, expected: { shares: {} } },
    { id: 'new', kind: 'tide-tables', input: {}, expected: {} },
  ];
  writeFileSync(join(folder, 'cases.json'), JSON.stringify({ version: 1, currency: 'BRL', cases }));
  const rows: object[] = [];
  const summary = await verifyMarket([folder], (row) => rows.push(row));
  expect(summary).toEqual({ passed: 0, failed: 2, skipped: 1, skippedKinds: ['tide-tables'] });
  expect(rows[0]).toMatchObject({
    id: 'wrong',
    passed: false,
    differences: [{ member: 'shares', got: { a: '0.02', b: '0.01' }, expected: { a: '0.01', b: '0.02' } }],
  });
  expect(rows[1]).toMatchObject({ id: 'broken', passed: false });
});
