import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monthRange } from '@usina/core/time';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canonicalJson } from '../proof/index.ts';
import { openJournal } from './index.ts';
import { openNodeFile } from './JournalFile.ts';
import { encodeHeader, encodeRecord, firstPrevious } from './journalFormat.ts';
import { scanLog } from './scanLog.ts';

const timeZone = 'America/Sao_Paulo';
const { startMs, hours } = monthRange('2026-10', timeZone);
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'usina-audit-'));
  const ledger = await openJournal({ folder, portfolioId: 'vpp' });
  const common = { parties: { seller: 'usina', buyer: 'bakery' }, term: { startDate: '2026-01-01', timeZone } };
  const terms = { pricePerMwh: '250.00', delivered: [{ meterId: 'pv' }] };
  await ledger.openAgreement({ ...common, id: 'ppa-1', kind: 'ppa', meters: ['pv'], terms });
  const readings = Array.from({ length: hours }, (_, hour) => ({
    point: 'energyExportedWh',
    startMs: startMs + hour * 3_600_000,
    endMs: startMs + (hour + 1) * 3_600_000,
    energyWh: 1_000,
  }));
  await ledger.commitBatch({ meterId: 'pv', readings });
  await ledger.settle({ period: '2026-10', timeZone });
  await ledger.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Rewrites the journal as an owner could who chains it anew: every hash fits again. */
async function forge(record: number, change: (payload: string) => string): Promise<void> {
  const path = join(folder, 'journal.log');
  const file = await openNodeFile(path);
  const parts: Uint8Array[] = [encodeHeader()];
  let previous = firstPrevious;
  await scanLog({
    file,
    path,
    size: await file.size(),
    onRecord(each) {
      const json = canonicalJson(each.payload);
      const encoded = encodeRecord(each.type, each.record === record ? change(json) : json, previous);
      parts.push(encoded.bytes);
      previous = encoded.hash;
    },
  });
  await file.close();
  writeFileSync(path, Buffer.concat(parts));
  rmSync(join(folder, 'journal.head'));
}

async function audit() {
  const ledger = await openJournal({ folder, portfolioId: 'vpp' });
  const progress: number[] = [];
  const report = await ledger.audit({ onProgress: ({ done }) => progress.push(done) });
  await ledger.close();
  expect(progress.at(-1)).toBe(5);
  return report.problems.map(({ code, record }) => [code, record]);
}

it('counts what it checked', async () => {
  const ledger = await openJournal({ folder, portfolioId: 'vpp' });
  expect(await ledger.audit()).toMatchObject({
    ok: true,
    records: 5,
    agreements: 1,
    batches: 1,
    readings: 744,
    settlements: 1,
    lines: 1,
    problems: [],
  });
  await ledger.close();
});

it.each<[string, number, (json: string) => string, unknown]>([
  [
    'terms',
    1,
    (json) => json.replace('250.00', '251.00'),
    [
      ['AGREEMENT', 1],
      ['AMOUNT', 4],
    ],
  ],
  [
    'a committed reading',
    2,
    (json) => json.replace('"1000"', '"1001"'),
    [
      ['BATCH', 2],
      ['READINGS', 4],
    ],
  ],
  [
    'an amount',
    3,
    (json) => json.replace('"18600"', '"18700"'),
    [
      ['AMOUNT', 4],
      ['ROOT', 4],
    ],
  ],
  [
    'a used reading',
    3,
    (json) => json.replace('"1000"', '"1001"'),
    [
      ['READINGS', 4],
      ['ROOT', 4],
    ],
  ],
  [
    'a carried loss',
    3,
    (json) => json.replace('"carryIn":null', '"carryIn":{"currency":"BRL","minor":"-1"}'),
    [
      ['CARRY', 4],
      ['ROOT', 4],
    ],
  ],
  [
    'the days of a version',
    3,
    (json) => json.replace('"all":31', '"all":62'),
    [
      ['AGREEMENT', 4],
      ['ROOT', 4],
    ],
  ],
  ['the time zone of a settlement', 4, (json) => json.replace('Sao_Paulo', 'Manaus'), [['ROOT', 4]]],
])('finds %s that was forged and chained anew', async (_, record, change, problems) => {
  await forge(record, change);
  expect(await audit()).toEqual(problems);
});
