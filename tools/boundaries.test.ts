import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boundaryViolations } from './boundaries.ts';
import { packages, root, sourceFiles } from './workspace.ts';

const entries = new Set(
  packages().flatMap(({ manifest }) => Object.keys(manifest.exports).map((entry) => manifest.name + entry.slice(1))),
);
const planted = (path: string, text: string) => boundaryViolations([{ path, text }], entries);

describe('import boundaries', () => {
  it('hold in every source file', () => {
    const files = sourceFiles({ tests: true }).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
    expect(files.length).toBeGreaterThan(50);
    expect(boundaryViolations(files, entries)).toEqual([]);
  });

  it.each([
    ['packages/core/src/a.ts', `import { x } from '@usina/market';`],
    ['packages/core/src/a.ts', `import { x } from '@usina/core/money';`],
    ['packages/ledger/src/a.ts', `import type { x } from '@usina/devices';`],
    ['packages/ledger/src/a.ts', `export { x } from '@usina/core/src/money/Money.ts';`],
    ['packages/ledger/src/a.ts', `const x = await import('@usina/core/money/Money');`],
    ['packages/ledger/src/a.ts', `import { x } from '../../core/src/money/Money.ts';`],
  ])('find a violation planted in %s: %s', (path, text) => {
    expect(planted(path, text)).toMatchObject([{ path }]);
  });

  it('let the five packages import what core exports', () => {
    expect(planted('packages/ledger/src/a.ts', `import { money } from '@usina/core/money';`)).toEqual([]);
  });
});
