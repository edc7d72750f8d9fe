import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { sharedData } from '../sharedData.ts';
import verifyPv from './pv.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const reference = sharedData('reference/pv');
it.skipIf(reference === undefined)('agrees with every reference column that it computes', async () => {
  const summary = await verifyPv([reference!], () => {});
  expect(summary.failed).toBe(0);
  expect(summary.passed).toBeGreaterThanOrEqual(340);
});

it('names the line that differs, and skips tables and columns that it does not know', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'usina-verify-'));
  folders.push(folder);
  writeFileSync(
    join(folder, 'e_iam.csv'),
    'aoi,n,K,L,n_ar,iam_physical,iam_other\n0,1.526,4,0.002,,1,1\n0,1.526,4,0.002,,0.9,1\n',
  );
  writeFileSync(join(folder, 'z_tides.csv'), 'time,height\n');
  const rows: object[] = [];
  expect(await verifyPv([folder], (row) => rows.push(row))).toEqual({ passed: 0, failed: 1, skipped: 2 });
  expect(rows[0]).toMatchObject({
    table: 'e_iam.csv',
    column: 'iam_physical',
    passed: false,
    line: 3,
    got: 1,
    expected: 0.9,
  });
});

it('refuses a folder without any known table, and fails where sky of Perez is left blank', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'usina-verify-'));
  folders.push(folder);
  await expect(verifyPv([folder], () => {})).rejects.toThrow('Read no known table');
  const names =
    'time,surface_tilt,surface_azimuth,solar_zenith,solar_azimuth,dni,ghi,dhi,dni_extra,airmass_relative,albedo,sky_perez';
  const row = '2026-01-01,30,0,40,20,400,400,50,1366,1.3,0.2,';
  writeFileSync(join(folder, 'd_transposition.csv'), `${names}\n${row}\n`);
  expect(await verifyPv([folder], () => {})).toMatchObject({ passed: 0, failed: 1 });
  const dark = '2026-01-01,30,0,40,20,400,400,0,1366,1.3,0.2,';
  writeFileSync(join(folder, 'd_transposition.csv'), `${names}\n${dark}\n`);
  expect(await verifyPv([folder], () => {})).toMatchObject({ passed: 1, failed: 0 });
});

it('asks for a folder', async () => {
  await expect(verifyPv([], () => {})).rejects.toThrow('expected: verify pv FOLDER');
});
