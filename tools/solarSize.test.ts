import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

/** Bytes that a page loads for a line of imports, minified and gzipped. */
async function gzippedBytes(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['@usina/source'],
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]!.contents).length;
}

it.each([
  ['the sun position alone', "export { sunPosition } from '@usina/forecast/solar';", 9_000],
  ['a system and its simulation', "export { pvSystem, simulate } from '@usina/forecast/solar';", 25_000],
  // every model but DIRINT, whose table has an entry of its own
  ['all of the solar room', "export * from '@usina/forecast/solar';", 25_000],
])('%s stays within its size', async (name, code, limit) => {
  const bytes = await gzippedBytes(code);
  console.log(`${name}: ${bytes} of ${limit} bytes gzipped`);
  expect(bytes).toBeLessThan(limit);
});
