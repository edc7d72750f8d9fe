import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { packages } from './workspace.ts';

const browserEntries = packages().flatMap(({ folder, manifest }) =>
  Object.entries(manifest.exports)
    .filter(([entry]) => !manifest.usina?.nodeEntries?.includes(entry))
    .map(([entry, conditions]) => ({
      name: manifest.name + entry.slice(1),
      file: join(folder, conditions['@usina/source']),
      external: manifest.usina?.nodeDependencies ?? [],
    })),
);

async function bundle(file: string, external: string[] = []): Promise<void> {
  await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['@usina/source'],
    external,
    logLevel: 'silent',
  });
}

describe('browser entries', () => {
  it.each(browserEntries)('$name bundles without a node: import', async ({ file, external }) => {
    await expect(bundle(file, external)).resolves.toBeUndefined();
  });

  it('fail the test when one reaches node:', async () => {
    const sqlite = packages()[0]!;
    await expect(bundle(join(sqlite.folder, sqlite.manifest.exports['./sqlite']!['@usina/source']))).rejects.toThrow(
      /node:/,
    );
  });
});
