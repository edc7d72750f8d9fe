import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWorkFolder } from './workFolder.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'usina-out-'));
});
afterEach(() => rmSync(out, { recursive: true }));

async function filled(text: string, ...leftOut: string[]) {
  const work = await createWorkFolder(out);
  for (const folder of ['telemetry', 'journal']) mkdirSync(join(work.path, folder));
  for (const name of ['report.html', 'portfolio.json', 'telemetry/plant.db'].filter((name) => !leftOut.includes(name)))
    writeFileSync(join(work.path, name), text);
  return work;
}

it('shows nothing of a run before it is published, and nothing of one that never is', async () => {
  const work = await filled('first');
  expect(readdirSync(out)).toHaveLength(1);
  await work.close();
  expect(readdirSync(out)).toEqual([]);
});

it('replaces what an earlier run left, files and folders', async () => {
  for (const text of ['first', 'second']) {
    const work = await filled(text);
    await work.publish();
    await work.close();
  }
  expect(readdirSync(out).sort()).toEqual(['journal', 'portfolio.json', 'report.html', 'telemetry']);
  expect(readFileSync(join(out, 'telemetry', 'plant.db'), 'utf8')).toBe('second');
});

it('leaves the earlier run whole where publishing fails in the middle', async () => {
  const first = await filled('first');
  await first.publish();
  await first.close();
  const second = await filled('second', 'portfolio.json');
  await expect(second.publish()).rejects.toMatchObject({ code: 'ENOENT' });
  await second.close();
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toBe('first');
  expect(readFileSync(join(out, 'portfolio.json'), 'utf8')).toBe('first');
  expect(readdirSync(out)).toHaveLength(4);
});

it('ends where a parent takes no children, instead of trying for ever', async () => {
  if (!existsSync('/proc/self')) return;
  await expect(createWorkFolder('/proc/usina/out')).rejects.toMatchObject({ code: 'OUT_FOLDER' });
});

it('leaves no folder behind that it made for nothing', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'usina-out-'));
  const work = await createWorkFolder(join(parent, 'a', 'b'));
  await work.close();
  expect(readdirSync(parent)).toEqual([]);
  rmSync(parent, { recursive: true });
});
