import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sharedData } from '../sharedData.ts';
import inverters from './inverters.ts';

const folder = sharedData('data/kaggle-solar-plants');
const temporary = mkdtempSync(join(tmpdir(), 'usina-inverters-'));
afterAll(() => rmSync(temporary, { recursive: true }));

type Row = Record<string, unknown> & { ratio: number; differencePercent: number; coveragePercent: number };

describe.skipIf(folder === undefined)('verify inverters on the real plant (skipped where ../shared is missing)', () => {
  it('gives what is known of it', async () => {
    const rows: Row[] = [];
    const summary = await inverters([folder!], (row) => rows.push(row as Row));
    expect(summary).toMatchObject({ passed: 22, failed: 0, zeroRows: 62, generationRows: 68_778, unitSuspects: 22 });
    expect(summary.zeroRowsByDay).toMatchObject({ '2020-06-07': 32, '2020-06-14': 24 });
    expect(rows.slice(0, 3).map(({ unit }) => unit)).toEqual(['bvBOhCH3iADSZry', '1BY6WEcLGh8j5v7', 'ih0vzX44oOqAx2f']);
    expect(rows.slice(0, 3).map(({ ratio }) => Number(ratio.toFixed(3)))).toEqual([0.92, 0.934, 0.981]);
    expect(summary.underperforming).toEqual(['bvBOhCH3iADSZry', '1BY6WEcLGh8j5v7']);
    expect(summary.dcToAc).toBeCloseTo(10.23, 2);
    for (const row of rows) {
      expect(row.unitSuspect).toEqual({ point: 'dcPowerW', factor: 0.1 });
      expect(-row.differencePercent).toBeGreaterThan(1.45);
      expect(-row.differencePercent).toBeLessThan(1.85);
      expect(Math.abs(row.unexplainedPercent as number)).toBeLessThan(0.35);
      expect(row.coveragePercent).toBeGreaterThan(95);
      expect(row.coveragePercent).toBeLessThan(96.7);
    }
  });
});

describe('verify inverters on another plant', () => {
  it('holds with many missing rows, units in order, and plain CSV', async () => {
    const lines = ['DATE_TIME,SOURCE_KEY,DC_POWER,AC_POWER,DAILY_YIELD,TOTAL_YIELD'];
    const sky = ['DATE_TIME,AMBIENT_TEMPERATURE,MODULE_TEMPERATURE,IRRADIATION'];
    const totals = [1e6, 2e6, 3e6, 4e6];
    for (let i = 0; i < 96 * 3; i++) {
      const stamp = new Date(Date.UTC(2021, 0, 1) + i * 900_000).toISOString().slice(0, 16);
      const sun = Math.max(0, Math.sin(((i % 96) / 96) * 2 * Math.PI - Math.PI / 2));
      sky.push(`${stamp},25,40,${sun}`);
      for (const [unit, total] of totals.entries()) {
        const kw = sun * (unit === 2 ? 80 : 100);
        totals[unit] = total + kw / 4;
        if ((i * 7 + unit * 3) % 5 === 0) continue;
        lines.push(`${stamp},U${unit},${kw * 1.022},${kw},0,${total}`);
      }
    }
    const plant = join(temporary, 'plant');
    mkdirSync(plant);
    writeFileSync(join(plant, 'p_generation.csv'), lines.join('\n'));
    writeFileSync(join(plant, 'p_weather.csv'), sky.join('\r\n'));
    const summary = await inverters([plant], () => undefined);
    expect(summary).toMatchObject({ passed: 4, failed: 0, unitSuspects: 0, zeroRows: 0, underperforming: ['U2'] });
    expect(summary.dcToAc).toBeCloseTo(1.022, 9);
    expect(summary.ranking).toMatchObject([{ unit: 'U2', ratio: 0.8 }, {}, {}, {}]);
  });

  it('says what is missing or wrong', async () => {
    await expect(inverters([], () => undefined)).rejects.toThrow('Name the folder');
    await expect(inverters([temporary], () => undefined)).rejects.toThrow('No *_generation.csv');
    writeFileSync(join(temporary, 'x_generation.csv'), 'DATE_TIME,SOURCE_KEY,DC_POWER,AC_POWER,DAILY_YIELD\n');
    await expect(inverters([temporary], () => undefined)).rejects.toThrow('x_generation.csv: no column TOTAL_YIELD');
  });
});
