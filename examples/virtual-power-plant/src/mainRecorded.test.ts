import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openSqliteStore } from '@usina/core/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPeer } from '../../../tools/peer.ts';
import { sharedData } from '../../../tools/sharedData.ts';
import { madePlant } from './testing/madePlant.ts';
import { openInBrowser } from './testing/openInBrowser.ts';
import { type Ended, removeFolders, type Started, startMain } from './testing/startMain.ts';

const chromium = findPeer('chromium');
const kaggle = sharedData('data/kaggle-solar-plants');
const pld = sharedData('data/ccee-pld-sudeste');

const sound = madePlant({
  days: 6,
  outage: { key: 'inv-d', from: 3 * 96 + 48, to: 3 * 96 + 52 },
  change: (rows) =>
    rows.filter(([stamp, key]) => !(key === 'inv-b' && stamp >= '2024-03-03T10:00' && stamp < '2024-03-03T13:00')),
  plantJson: {
    name: 'Fazenda Sol',
    timeZone: 'America/Sao_Paulo',
    submarket: 'SUDESTE',
    dcCapacityW: 400_000,
    temperatureCoefficientPerC: -0.004,
    inverters: { 'inv-a': { dcCapacityW: 100_000, acCapacityW: 80_000 } },
  },
});

/** All at the same time: each spends part of its time waiting for sockets and disks. */
const programs = {
  made: startMain(['--data', sound.folder, '--prices', sound.prices]),
  day: startMain(['--data', madePlant().folder]),
  kaggle:
    kaggle && pld
      ? startMain(['--data', kaggle, '--prices', join(pld, 'pld_sudeste_hourly_2020-2023.csv.gz')])
      : undefined,
};
const reportOf = ({ out }: Started) => readFileSync(join(out, 'report.html'), 'utf8');
afterAll(removeFolders);

describe('the main job on a made-up plant folder with a plant.json', () => {
  const program = programs.made;
  let ended: Ended;
  let report: string;
  beforeAll(async () => {
    ended = await program.ended;
    report = reportOf(program);
  }, 240_000);

  it('ends with 0 and reads back every row', () => {
    expect(ended, ended.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(
      /2292 inverter rows read back, 0 lost; worst AC \d\.\d W, worst life-time energy \d\.\d Wh/,
    );
  });

  it('takes the wall clock for that of plant.json', async () => {
    const store = await openSqliteStore({ file: join(program.out, 'telemetry', 'plant.db'), portfolioId: 'made' });
    try {
      const range = { startMs: Date.parse('2024-03-01T15:00Z'), endMs: Date.parse('2024-03-01T15:01Z') };
      const [noon] = await store.range({ assetId: 'inv-a', points: ['acPowerW'], ...range });
      expect(noon?.values).toEqual({ acPowerW: 80_000 });
    } finally {
      await store.close();
    }
    expect(report).not.toContain('Time zone');
  });

  it('finds the weak, the still and the silent inverter, and nothing else', () => {
    expect(ended.stdout).toContain('Weakest of 4 beside their peers (1 is the median): inv-c 0.900');
    expect(ended.stdout).toContain('outage: inv-d, 4 intervals, once');
    expect(ended.stdout).toContain('4 zero-power rows in the sun, all of them on 2024-03-04.');
    expect(ended.stdout).toContain('silence: inv-b, 12 intervals, once');
    expect(ended.stdout).toMatch(/What is wrong\? +outage at 1, silence at 1, underperformance at 1 machine\b/);
  });

  it('knows the performance ratio, because plant.json gives the capacity', () => {
    // 312 kW of AC for 400 kW of modules is 0.780; an hour of standstill takes off 80 kW × 0.992 kW/m² of 43.2 kWh/m² in all
    expect(ended.stdout).toMatch(/Performance ratio \(IEC 61724-1\) 0\.77[5-6], 0\.8\d\d at 25 °C modules/);
    expect(report).not.toContain('Nameplate');
  });

  it('values the energy at the prices of its own submarket, labelled hypothetical for want of a contract', () => {
    expect(report).toContain('What it would have brought <span class="badge">Hypothetical</span>');
    expect(report).not.toContain('Shadow prices');
    // four inverters, six days: 14.2 MWh at R$ 200.00
    expect(ended.stdout).toMatch(/What would it have brought\? +R\$2,8\d\d\.\d\d \(hypothetical\)/);
  });

  it('says insufficient data where six days are too few', () => {
    expect(ended.stdout).toMatch(/Failure prediction: insufficient data/);
    expect(ended.stdout).toMatch(/past only: no score, /);
  });
});

describe('the main job on a single day that says nothing more', () => {
  it('ends with 0 and invents nothing', { timeout: 120_000 }, async () => {
    const program = programs.day;
    const { code, stdout, stderr } = await program.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Time zone: not stated.');
    expect(stdout).toContain('Performance ratio: insufficient data (noNameplate)');
    expect(stdout).toContain('No --prices FILE was given: nothing is valued.');
    expect(stdout).toContain('owner has no statement: nothing was valued.');
    expect(stdout).toMatch(/What would it have brought\? +nothing is valued/);
    expect(reportOf(program)).not.toMatch(/NaN|undefined|Infinity|R\$\d|Hypothetical/);
  });
});

describe.skipIf(!kaggle || !pld)('the main job on 22 recorded inverters', () => {
  let program: Started;
  let ended: Ended;
  let report: string;
  beforeAll(async () => {
    program = programs.kaggle!;
    ended = await program.ended;
    report = reportOf(program);
  }, 240_000);

  it('ends with 0 by itself', () => {
    expect(ended, ended.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(ended.lastMs).toBeLessThan(5_000);
  });

  it('reads every row back: AC within 50 W, life-time energy within 10 Wh', { timeout: 60_000 }, async () => {
    const [head, ...lines] = gunzipSync(readFileSync(join(kaggle!, 'plant1_generation.csv.gz')))
      .toString()
      .trim()
      .split('\n');
    expect(head).toBe('DATE_TIME,SOURCE_KEY,DC_POWER,AC_POWER,DAILY_YIELD,TOTAL_YIELD');
    const recorded = new Map(
      lines.map((line) => {
        const [stamp, key, , ac, , total] = line.split(',');
        return [`${key} ${Date.parse(`${stamp!.replace(' ', 'T')}Z`)}`, [1000 * Number(ac), 1000 * Number(total)]];
      }),
    );
    expect(recorded.size).toBe(68_778);
    const store = await openSqliteStore({ file: join(program.out, 'telemetry', 'plant.db'), portfolioId: 'plant1' });
    let [rows, worstW, worstWh] = [0, 0, 0];
    try {
      for (const assetId of new Set([...recorded.keys()].map((key) => key.split(' ')[0]!))) {
        const range = { startMs: Date.UTC(2020, 4, 15), endMs: Date.UTC(2020, 5, 18) };
        for await (const page of store.scan({ assetId, points: ['acPowerW', 'energyWh'], ...range })) {
          for (const { atMs, values } of page) {
            const { acPowerW, energyWh } = values as Record<string, number>;
            if (acPowerW === undefined || energyWh === undefined) continue;
            const [ac, total] = recorded.get(`${assetId} ${atMs}`)!;
            rows += 1;
            worstW = Math.max(worstW, Math.abs(acPowerW - ac!));
            worstWh = Math.max(worstWh, Math.abs(energyWh - total!));
          }
        }
      }
    } finally {
      await store.close();
    }
    expect(rows).toBe(68_778);
    expect(worstW).toBeLessThanOrEqual(50);
    expect(worstWh).toBeLessThanOrEqual(10);
  });

  it('ranks the weakest three', () => {
    const told =
      /Weakest of 22 beside their peers \(1 is the median\): (\S+) ([\d.]+), (\S+) ([\d.]+), (\S+) ([\d.]+)\./.exec(
        ended.stdout,
      );
    expect(told?.[1]).toBe('bvBOhCH3iADSZry');
    expect(told?.[3]).toBe('1BY6WEcLGh8j5v7');
    expect(Math.abs(Number(told?.[2]) - 0.92)).toBeLessThanOrEqual(0.002);
    expect(Math.abs(Number(told?.[4]) - 0.934)).toBeLessThanOrEqual(0.002);
    expect(Math.abs(Number(told?.[6]) - 0.981)).toBeLessThanOrEqual(0.002);
  });

  it('tells the outages by day and by machine', () => {
    expect(ended.stdout).toContain('62 zero-power rows in the sun, 56 of them on 2020-06-07 and 2020-06-14.');
    const rowsOf = (caption: string) => {
      const [, body = ''] =
        new RegExp(`<caption>${caption}</caption>.*?<tbody>([\\s\\S]*?)</tbody>`).exec(report) ?? [];
      return [...body.matchAll(/<tr><td[^>]*>(\S+)<\/td><td class="number"[^>]*>(\d+)<\/td>/g)].map(
        ([, name, rows]) => [name, Number(rows)] as const,
      );
    };
    const days = rowsOf('Outages of plant1 by local day');
    const on = (date: string) => days.find(([name]) => name === date)![1];
    expect(on('2020-06-07') + on('2020-06-14')).toBe(56);
    expect(days.reduce((sum, [, rows]) => sum + rows, 0)).toBe(62);
    expect(rowsOf('Outages of plant1 by machine').reduce((sum, [, rows]) => sum + rows, 0)).toBe(62);
  });

  it('finds DC ten times too large at all of them, proves it and does not believe it', () => {
    expect(ended.stdout).toMatch(
      /unitSuspect: 22 machines .*, 10 ×\. dcPowerW is recorded 10 times too large; acPowerW, energyWh, energyTodayWh agree/,
    );
    expect(ended.stdout).toMatch(
      /by DAILY_YIELD it is 1\.00\d of it, .*: AC energy equals what the counters say\. By DC power it is 10\.2 times that\. So DC is what is wrong, not AC\./,
    );
    expect(report).toMatch(/flagged <code>unitSuspect<\/code>, and is not believed/);
    const [, names = ''] = /<dt>unitSuspect .*?<dd class="names">(.*?)<\/dd>/.exec(report) ?? [];
    expect(report.match(/<dt>unitSuspect /g)).toHaveLength(1);
    expect(names.split(', ')).toHaveLength(22);
  });

  it('explains the difference of power and counters by coverage', () => {
    expect(ended.stdout).toMatch(
      /Energy from power is 1\.5\d? to 1\.8\d? % below the counters, because rows cover only 95\.1 to 96\.7 % of the time/,
    );
  });

  it('answers insufficient data for want of a nameplate and of failures', () => {
    expect(ended.stdout).toContain('Performance ratio: insufficient data (noNameplate)');
    expect(ended.stdout).toContain('Failure prediction: insufficient data (noFailures)');
  });

  it('scores forecasts from the past alone, and perfect weather apart', () => {
    expect(ended.stdout).toMatch(/past only: 7 held-back days .* MAE \d+\.\d % of mean power, persistence \d+\.\d %/);
    expect(ended.stdout).toMatch(
      /perfect weather \(measured irradiance of the day itself: not a forecast\): 7 held-back days/,
    );
  });

  it('labels what is hypothetical and what are shadow prices wherever money stands', () => {
    for (const label of ['Hypothetical', 'Shadow prices']) expect(report).toContain(`<dt class="badge">${label}</dt>`);
    expect(report).toContain(
      'What it would have brought <span class="badge">Hypothetical</span> <span class="badge">Shadow prices</span>',
    );
    expect(ended.stdout).toMatch(/What would it have brought\? +R\$[\d,]+\.\d\d \(hypothetical, shadow prices\)/);
  });

  it.skipIf(!chromium)('writes a report that opens in a browser without a complaint', () => {
    const { dom, console } = openInBrowser(chromium!, join(program.out, 'report.html'));
    expect(console).toEqual([]);
    expect(dom.match(/<svg class="broad"/g)).toHaveLength(4);
    expect(dom.match(/<svg class="narrow"/g)).toHaveLength(4);
    expect(dom.match(/<ol class="bars">/g)).toHaveLength(2);
    expect(dom).not.toMatch(/NaN|undefined|Infinity/);
  });
});
