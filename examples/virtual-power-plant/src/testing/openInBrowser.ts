import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Opened {
  /** The document as the browser holds it, after parsing and layout. */
  dom: string;
  /** What the page wrote to the console: scripts, and everything that its policy kept it from fetching. */
  console: string[];
}

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens a file in headless Chromium with an empty profile. */
export function openInBrowser(chromium: string, file: string): Opened {
  const profile = mkdtempSync(join(tmpdir(), 'usina-browser-'));
  try {
    const { stdout, stderr, status } = spawnSync(
      chromium,
      [
        ...quiet,
        `--user-data-dir=${profile}`,
        '--enable-logging=stderr',
        '--log-level=0',
        '--dump-dom',
        pathToFileURL(file).href,
      ],
      { encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
    );
    if (status !== 0) throw new Error(`${chromium} ended with ${status}: ${stderr}`);
    return { dom: stdout, console: stderr.split('\n').filter((line) => line.includes(':CONSOLE')) };
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
