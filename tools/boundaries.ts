import { posix } from 'node:path';
import ts from 'typescript';

export interface SourceText {
  /** From the root of the repository, with `/`. */
  path: string;
  text: string;
}

export interface Violation {
  path: string;
  specifier: string;
  rule: string;
}

const owners = /^(packages|examples)\/([^/]+)\//;

/**
 * Imports that cross a boundary of the house: core imports none of ours, the five packages import only core,
 * nobody reaches inside another package, and relative imports stay in their package and end in `.ts`.
 */
export function boundaryViolations(files: readonly SourceText[], entries: ReadonlySet<string>): Violation[] {
  return files.flatMap(({ path, text }) =>
    importsOf(text).flatMap((specifier) => {
      const rule = brokenRule(path, specifier, entries);
      return rule === undefined ? [] : [{ path, specifier, rule }];
    }),
  );
}

function brokenRule(path: string, specifier: string, entries: ReadonlySet<string>): string | undefined {
  const [, area, owner] = owners.exec(path) ?? [];
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    const inside = area === undefined || target.startsWith(`${area}/${owner}/`);
    const testTool = path.endsWith('.test.ts') && target.startsWith('tools/');
    if (!inside && !testTool) return 'a relative import stays in its package';
    return undefined;
  }
  const [, ours] = /^@usina\/([^/]+)/.exec(specifier) ?? [];
  if (ours === undefined || area !== 'packages') return undefined;
  if (owner === 'core') return 'core imports no other package of ours, and itself relatively';
  if (ours === owner) return 'a package imports itself relatively';
  if (ours !== 'core') return 'the five packages import only core';
  if (!entries.has(specifier)) return 'only what a package exports may be imported';
  return undefined;
}

/** Module specifiers of static and dynamic imports and re-exports, types included. */
function importsOf(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}
