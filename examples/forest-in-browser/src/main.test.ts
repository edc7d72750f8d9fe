import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPeer } from '../../../tools/peer.ts';
import { buildPage } from './build.ts';
import { trainAndTell } from './trainAndTell.ts';

const chromium = findPeer('chromium');
const folder = mkdtempSync(join(tmpdir(), 'usina-forest-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

let told: string[];
beforeAll(async () => {
  told = await trainAndTell();
}, 60_000);

describe('a forest in a page', () => {
  it('tells what its README shows, but for the checksum, which each version of the library may change', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    expect(/```text\n([\s\S]*?)\n```/.exec(readme)![1]).toBe(told.join('\n').replace(/…[0-9a-f]{8}/, '…'));
  });

  it('bundles for a browser with all that it needs', async () => {
    expect(readFileSync(await buildPage(folder), 'utf8')).not.toMatch(/\bfrom\s*["'](?:node:|@usina)/);
  });

  it.skipIf(!chromium)(
    'says in Chromium bit for bit what it says in Node (skipped without chromium)',
    async () => {
      const page = pathToFileURL(await buildPage(folder)).href;
      const { stdout, stderr, status } = spawnSync(
        chromium!,
        [
          ...['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
          ...['--disable-component-update', '--disable-sync', `--user-data-dir=${join(folder, 'profile')}`],
          // timers are fast-forwarded, work is waited for
          ...['--virtual-time-budget=600000', '--dump-dom', page],
        ],
        { encoding: 'utf8', timeout: 100_000, maxBuffer: 2 ** 26 },
      );
      expect(status, stderr).toBe(0);
      expect(/<pre id="out">([\s\S]*?)<\/pre>/.exec(stdout)![1]).toBe(told.join('\n'));
    },
    120_000,
  );
});
