import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

it('prints what its README shows, and ends by itself', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, shown] = /```text\n([\s\S]*?)```/.exec(readme)!;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--conditions=@usina/source', main], {
    cwd: dirname(main),
  });
  expect(stderr).toBe('');
  expect(stdout).toBe(shown);
}, 60_000);
