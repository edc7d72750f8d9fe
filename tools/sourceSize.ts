import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, sourceFiles } from './workspace.ts';

/** Limits of hand-written source, tests apart: small files are read in a minute and changed without fear. */
export const sizeLimits = { median: 60, p90: 200, max: 400 };

/** Lines of the hand-written source files: the distribution and the longest. */
export function sourceSize() {
  const files = sourceFiles({ tests: false })
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length }))
    .sort((a, b) => a.lines - b.lines);
  const at = (share: number) => files[Math.min(files.length - 1, Math.floor(files.length * share))]?.lines ?? 0;
  return { files: files.length, median: at(0.5), p90: at(0.9), max: at(1), longest: files.slice(-5).reverse() };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(JSON.stringify({ ...sourceSize(), limits: sizeLimits }, null, 2));
}
