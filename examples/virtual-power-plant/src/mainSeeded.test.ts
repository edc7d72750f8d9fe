import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Portfolio } from '@usina/core';
import { moneyText } from '@usina/core/money';
import { openJournal } from '@usina/ledger/journal';
import { verifyStatement } from '@usina/ledger/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPeer } from '../../../tools/peer.ts';
import { agreementKinds } from './steps/settle.ts';
import { openInBrowser } from './testing/openInBrowser.ts';
import { type Ended, removeFolders, type Started, startMain } from './testing/startMain.ts';

const chromium = findPeer('chromium');

/** Twice at the same time, with the same seed: ports and timings differ, the report must not. */
let programs: Started[];
let first: Ended;
let second: Ended;
let report: string;
beforeAll(async () => {
  programs = [startMain(['--seed', '1']), startMain(['--seed', '1'])];
  [first, second] = (await Promise.all(programs.map(({ ended }) => ended))) as [Ended, Ended];
  report = readFileSync(join(programs[0]!.out, 'report.html'), 'utf8');
}, 240_000);
afterAll(removeFolders);

describe('the main job on the seeded portfolio', () => {
  it('ends with 0, by itself, at once after its last word', () => {
    expect(first, first.stderr).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(first.lastMs).toBeLessThan(5_000);
  });

  it('tells every step', () => {
    expect(first.stdout.match(/^\d+\. .*$/gm)).toEqual([
      '1. Start the machines, connect and discover',
      '2. Stream, window and store a month on a lock-step clock',
      '3. Look for faults',
      '4. Foresee failures',
      '5. Forecast tomorrow',
      '6. Plan what to sell',
      '7. Settle 2026-10',
      '8. Prove it to a stranger, audit the journal',
      '9. In short',
    ]);
    expect(first.stdout).toContain('Simulated: weather, machines, loads, prices and contracts are made from a seed.');
  });

  it('hears every machine and loses no row', () => {
    expect(first.stdout).toContain('18 of 18 machines answered');
    expect(first.stdout).toMatch(/38677 inverter rows read back, 0 lost/);
    expect(first.stdout).toMatch(
      /2977 windows of 15 min for the portfolio: 242\.\d+ MWh from AC power, coverage 99\.9 %, 0 late/,
    );
  });

  it('finds every planted fault and no other', () => {
    expect(first.stdout).toMatch(/Planted and found: 5 of 5 \(.*\)\. No false alarm\./);
    expect(first.stdout).toMatch(/underperformance: pocos-inv-3, 8\.\d+ %/);
    expect(first.stdout).toContain('outage: embu-inv-2, 24 intervals, 2 times');
    expect(first.stdout).toContain('silence: pocos-inv-5, 24 intervals, once');
    expect(first.stdout).toContain('unitSuspect: uberaba-inv-1, 10 ×');
    expect(first.stdout).toContain('Called, so that a visit is due: fan of embu-inv-4');
  });

  it('settles all six agreements', () => {
    expect(first.stdout).not.toContain('not settled');
    const [, settled = ''] = /7\. Settle[\s\S]*?committed.*\n([\s\S]*?)\n\n8\./.exec(first.stdout) ?? [];
    expect(settled.split('\n')).toHaveLength(7);
    expect(settled).toContain('Delivered 130.678 MWh at 212.50 BRL/MWh');
    expect(settled).toContain('Contract volume 59.520 MWh in 2026-10 at 198.00 BRL/MWh');
    expect(settled).toMatch(/11,784\.96 .*comercializadora → operator/);
    // 389.90 a month, indexed by 0.42 % and 0.38 %, 20 of 31 days
    expect(settled).toMatch(/253\.57 .*bakery → operator/);
  });

  it('proves a reading and a statement, and its journal stands an audit', () => {
    expect(first.stdout).toMatch(/is under root 0x[0-9a-f]{8}… \(\d+ hashes\); with one Wh more it is refused/);
    expect(first.stdout).toMatch(/Audit of the journal: 18 records, 2976 readings, 7 lines checked again, 0 problems/);
    expect(first.stdout).toMatch(/Can a stranger check it\? +yes: root 0x/);
  });

  it('leaves a report, a portfolio, telemetry and a journal, and nothing else', () => {
    expect(programs[0]!.left()).toEqual(['journal', 'portfolio.json', 'report.html', 'telemetry']);
    expect(existsSync(join(programs[0]!.out, 'telemetry', 'plant.db'))).toBe(true);
    const portfolio = Portfolio.parse(JSON.parse(readFileSync(join(programs[0]!.out, 'portfolio.json'), 'utf8')));
    expect(portfolio.agreements.map(({ kind }) => kind).sort()).toEqual([
      'landLease',
      'mcpDifference',
      'ppa',
      'sale',
      'subscription',
      'surplusShare',
    ]);
  });

  it('leaves a journal that anybody can open, audit and take a statement from', async () => {
    const ledger = await openJournal({
      folder: join(programs[0]!.out, 'journal'),
      portfolioId: 'serra-verde',
      agreementKinds,
    });
    try {
      expect(await ledger.audit()).toMatchObject({ ok: true, agreements: 6, batches: 4, settlements: 1 });
      const statement = await ledger.statement('farm', '2026-10');
      const verdict = verifyStatement(statement, { agreementKinds, trustedRoot: statement.root });
      expect(verdict.ok && moneyText(verdict.total)).toBe('2772.43');
    } finally {
      await ledger.close();
    }
  });

  it('gives the same report and the same journal for the same seed', () => {
    expect(second, second.stderr).toMatchObject({ code: 0 });
    const [one, other] = programs.map(({ out }) => readFileSync(join(out, 'report.html'), 'utf8'));
    expect(one === other).toBe(true);
    const told = ({ stdout }: Ended) =>
      stdout
        .replace(/127\.0\.0\.1:\d+/g, '')
        .replace(/\d+\.\d s/g, '')
        .replace(/^ +(streaming|training|audit|forecaster of \S+) \d+ %\n/gm, '')
        .replace(/Report: .*/, '');
    expect(told(first)).toBe(told(second));
  });
});

describe('the README', () => {
  it('shows what the run printed, whole lines of it, in order', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const [, shown = ''] = /```text\n([\s\S]*?)```/.exec(readme) ?? [];
    const plain = (text: string) =>
      text
        .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:…')
        .replace(/\d+\.\d s;/g, '… s;')
        .replace(/Report: .*/, 'Report: …')
        .split('\n');
    const printed = plain(first.stdout);
    let from = 0;
    for (const line of plain(shown).filter((text) => text.trim() !== '' && text.trim() !== '…')) {
      expect(printed.slice(from)).toContain(line);
      from = printed.indexOf(line, from) + 1;
    }
  });
});

describe('the report of the seeded portfolio', () => {
  it('is one file that fetches nothing', () => {
    expect(report).not.toMatch(/<script|<link|<img|<iframe|src=|href=|url\(|@import|https?:\/\//);
    expect(report).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
  });

  it('says what is simulated before any figure', () => {
    expect(report.indexOf('Simulated')).toBeLessThan(report.indexOf('<table'));
    expect(report).toContain('2026-10, settled <span class="badge">Simulated</span>');
  });

  it.skipIf(!chromium)('opens in a browser without a complaint, with all charts', () => {
    const { dom, console } = openInBrowser(chromium!, join(programs[0]!.out, 'report.html'));
    expect(console).toEqual([]);
    expect(dom.match(/<svg class="broad"/g)).toHaveLength(6);
    expect(dom.match(/<svg class="narrow"/g)).toHaveLength(6);
    expect(dom.match(/<ol class="bars">/g)).toHaveLength(4);
    for (const title of ['Power of the portfolio', 'Inverters of pocos', 'Portfolio tomorrow', 'Cash flow of operator'])
      expect(dom).toMatch(new RegExp(`<figcaption>${title}`));
    expect(dom).not.toMatch(/NaN|undefined|Infinity/);
  });
});
