import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

interface Manifest {
  exports: Record<string, { '@usina/source': string }>;
  imports?: Record<string, { '@usina/source': string }>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const sources = (conditions: Record<string, { '@usina/source': string }> = {}) =>
  Object.values(conditions).map((condition) => condition['@usina/source']);
/** `./src/streams/index.ts` becomes the entry `streams/index`. */
const entry = (files: string[]) =>
  Object.fromEntries(files.map((file) => [file.replace(/^\.\/src\//, '').replace(/\.ts$/, ''), file]));

/** One build for all packages: entries are what `exports` and `imports` (workers) name as their source. */
export default defineConfig({
  entry: entry([...sources(manifest.exports), ...sources(manifest.imports)]),
  format: 'esm',
  target: 'node22',
  platform: 'node',
  outDir: 'dist',
  clean: true,
  sourcemap: true,
  splitting: true,
  removeNodeProtocol: false,
  tsconfig: '../../tsconfig.json',
  dts: { entry: entry(sources(manifest.exports)) },
});
