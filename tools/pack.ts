import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';
import type { Conditions, Package } from './workspace.ts';

const removed = ['scripts', 'devDependencies', 'usina'] as const;

/**
 * Lays out what a package publishes in `out/package`: the built files and a manifest without the source condition,
 * which would throw under `node_modules`.
 */
export function stage({ folder, manifest }: Package): string {
  const target = join(folder, 'out/package');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const published: Record<string, unknown> = { ...manifest, publishConfig: undefined };
  for (const key of removed) delete published[key];
  published.exports = withoutSource(manifest.exports);
  if (manifest.imports) published.imports = withoutSource(manifest.imports);
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  for (const file of ['README.md', 'LICENSE']) copyFileSync(join(folder, file), join(target, file));
  cpSync(join(folder, 'dist'), join(target, 'dist'), { recursive: true });
  return target;
}

/** Stages and packs a package; returns the path of the tarball in `destination`. */
export async function pack(source: Package, destination: string): Promise<string> {
  const { code, output } = await run('npm', ['pack', '--silent', '--pack-destination', destination], {
    cwd: stage(source),
    capture: true,
  });
  if (code !== 0) throw new Error(`npm pack of ${source.manifest.name} failed:\n${output}`);
  const prefix = source.manifest.name.replace('@', '').replace('/', '-');
  const tarball = readdirSync(destination).find((file) => file.startsWith(`${prefix}-${source.manifest.version}`));
  if (!tarball) throw new Error(`npm pack of ${source.manifest.name} left no tarball in ${destination}.`);
  return join(destination, tarball);
}

function withoutSource(conditions: Record<string, Conditions>): Record<string, Partial<Conditions>> {
  return Object.fromEntries(
    Object.entries(conditions).map(([name, { types, default: dist }]) => [
      name,
      types ? { types, default: dist } : { default: dist },
    ]),
  );
}
