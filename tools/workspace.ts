import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Conditions {
  '@usina/source': string;
  types?: string;
  default: string;
}

export interface Manifest {
  name: string;
  version: string;
  exports: Record<string, Conditions>;
  imports?: Record<string, Conditions>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  /** What the checks need to know of this package. */
  usina?: {
    /** Entries that need Node: the others must bundle for a browser. */
    nodeEntries?: string[];
    /** Dependencies that a browser bundle leaves out: they are only reached where sockets are. */
    nodeDependencies?: string[];
  };
}

export interface Package {
  folder: string;
  manifest: Manifest;
}

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The published packages, `core` first: the others build on it. */
export function packages(): Package[] {
  const names = readdirSync(join(root, 'packages')).sort((a, b) => Number(b === 'core') - Number(a === 'core'));
  return names.map((name) => {
    const folder = join(root, 'packages', name);
    return { folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest };
  });
}

/** Hand-written TypeScript below `packages`, `examples` and `tools`, as paths from the root. */
export function sourceFiles(options: { tests: boolean }): string[] {
  return globSync(['packages/*/src/**/*.ts', 'examples/*/src/**/*.ts', 'tools/**/*.ts'], { cwd: root })
    .map((path) => relative(root, join(root, path)).replaceAll('\\', '/'))
    .filter((path) => options.tests || !path.endsWith('.test.ts'))
    .sort();
}
