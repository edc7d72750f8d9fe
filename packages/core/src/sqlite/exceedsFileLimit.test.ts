import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { exceedsFileLimit } from './exceedsFileLimit.ts';
import { openSqliteStore } from './openSqliteStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'usina-limit-'));
afterAll(() => rmSync(folder, { recursive: true }));
const script = fileURLToPath(new URL('./fixtures/appendForever.ts', import.meta.url));

it.skipIf(process.platform === 'win32')(
  'a limit on the size of files is told as a store that is full, and loses nothing acknowledged',
  async () => {
    const file = join(folder, 'limited.db');
    const shell = ['-c', 'ulimit -f 600; exec "$@"', 'sh', process.execPath];
    const { stdout, stderr } = spawnSync(
      'sh',
      [...shell, '--conditions=@usina/source', '--no-warnings', script, file],
      { encoding: 'utf8', timeout: 60_000 },
    );
    expect(stderr).toContain("code: 'STORE_FULL'");
    expect(stderr).toContain("systemCode: 'EFBIG'");
    const last = new Map(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' ').map(Number) as [number, number]),
    );
    const store = await openSqliteStore({ file, portfolioId: 'p' });
    for (const [lane, number] of last) {
      const readings = await store.range({ assetId: `inv-${lane}`, startMs: 0, endMs: 1e9 });
      expect(readings.length).toBeGreaterThanOrEqual(number + 1);
    }
    await store.close();
    expect(readdirSync(folder)).toEqual(['limited.db']);
  },
);

it('without a limit there is room, and the probe leaves nothing', () => {
  expect(exceedsFileLimit(join(folder, 'limited.db'))).toBe(false);
  expect(exceedsFileLimit(join(folder, 'none', 'plant.db'))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.endsWith('-limit'))).toEqual([]);
});
