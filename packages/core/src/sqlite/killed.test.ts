import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openSqliteStore } from './openSqliteStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'usina-killed-'));
afterAll(() => rmSync(folder, { recursive: true }));
const script = fileURLToPath(new URL('./fixtures/appendForever.ts', import.meta.url));

/** Runs the script until it has acknowledged so many readings, kills it, and returns the last one of each lane. */
async function killAfter(file: string, acknowledgements: number): Promise<Map<number, number>> {
  const child = spawn(process.execPath, ['--conditions=@usina/source', '--no-warnings', script, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.split('\n').length > acknowledgements) child.kill('SIGKILL');
  });
  const signal = await new Promise((resolve) => child.on('close', (_code, killedBy) => resolve(killedBy)));
  expect(signal).toBe('SIGKILL');
  const lines = output.slice(0, output.lastIndexOf('\n')).split('\n');
  return new Map(lines.map((line) => line.split(' ').map(Number) as [number, number]));
}

it.each([100, 1_500, 6_000])('a process that is killed after %d acknowledgements loses none of them', async (count) => {
  const file = join(folder, `${count}.db`);
  const acknowledged = await killAfter(file, count);
  expect(acknowledged.size).toBe(8);
  const store = await openSqliteStore({ file, portfolioId: 'p' });
  for (const [lane, last] of acknowledged) {
    const readings = await store.range({ assetId: `inv-${lane}`, startMs: 0, endMs: 1e9 });
    expect(readings.length).toBeGreaterThanOrEqual(last + 1);
    readings.forEach(({ atMs, values }, number) => {
      expect([atMs, values]).toEqual([number, { acPowerW: number, dcPowerW: Math.sqrt(number) }]);
    });
  }
  await store.close();
});
