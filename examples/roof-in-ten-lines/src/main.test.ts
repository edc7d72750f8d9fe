import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function runIn(folder: string, args: string[] = []): Promise<string> {
  const command = ['--conditions=@usina/source', main, ...args];
  return (await promisify(execFile)(process.execPath, command, { cwd: folder })).stdout;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'usina-roof-'));
  folders.push(folder);
  return folder;
}

it('prints a clear year by month and draws it', async () => {
  const folder = newFolder();
  const lines = (await runIn(folder)).trimEnd().split('\n');
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe('2026-01  1129.6 kWh');
  expect(lines[5]).toBe('2026-06   804.3 kWh');
  expect(lines.at(-1)).toBe('12031 kWh from 8760 intervals: see roof.html');
  const page = readFileSync(join(folder, 'roof.html'), 'utf8');
  expect(page.match(/<rect /g)).toHaveLength(365);
  expect(page).toContain('<title>12031 kWh from 8760 intervals</title>');
});

it('takes a weather file with the meaning of its stamps', async () => {
  const folder = newFolder();
  const file = join(folder, 'weather.csv');
  const rows = [
    ['2026-10-01T10:00', 400],
    ['2026-10-01T11:00', 700],
    ['2026-10-01T12:00', 900],
  ];
  writeFileSync(file, `time,ghi,temp_air,wind_speed\n${rows.map((row) => `${row.join(',')},20,2`).join('\n')}\n`);
  expect(await runIn(folder, [file, 'end'])).toMatch(/^2026-10 +\d+\.\d kWh\n\d+ kWh from 3 intervals/);
  await expect(runIn(folder, [file])).rejects.toThrow(/WEATHER_LABEL|label/);
});
