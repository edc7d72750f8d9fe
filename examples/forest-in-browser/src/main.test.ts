import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPeer } from '../../../tools/peer.ts';
import { showPage } from '../../../tools/showPage.ts';
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
    'grown in Web Workers of Chromium says bit for bit what it says in Node (skipped without chromium)',
    async () => {
      const shown = await showPage({
        chromium: chromium!,
        url: pathToFileURL(await buildPage(folder)).href,
        profile: join(folder, 'profile'),
        until: `document.querySelector('#out')?.textContent.startsWith('trees') && document.querySelector('#out').textContent`,
        timeoutMs: 100_000,
      });
      expect(shown).toBe(told.join('\n'));
    },
    120_000,
  );
});
