import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Writes the page with its scripts inside, so that it opens from a folder as well as from a server. */
export async function buildPage(folder: string): Promise<string> {
  const page = [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<title>A forest in the browser</title>',
    '<pre id="out">training …</pre>',
    `<script type="text/plain" id="worker">${await bundle(new URL('worker.ts', import.meta.url))}</script>`,
    `<script type="module">${await bundle(new URL('main.ts', import.meta.url))}</script>`,
    '</html>',
  ];
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'index.html');
  writeFileSync(file, page.join('\n'));
  return file;
}

async function bundle(script: URL): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(script)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['@usina/source'],
  });
  return outputFiles[0]!.text.replaceAll('</script', '<\\/script');
}

if (import.meta.main) console.log(`Open ${await buildPage(fileURLToPath(new URL('../out', import.meta.url)))}`);
