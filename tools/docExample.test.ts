import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as series from '@usina/core/series';
import * as solar from '@usina/forecast/solar';
import * as dirint from '@usina/forecast/solar/dirint';
import * as wind from '@usina/forecast/wind';
import { describe, expect, it } from 'vitest';
import { mismatches, parseExample } from './docExample.ts';
import { type ExportedDoc, exportedDocs } from './exportedDocs.ts';
import { root } from './workspace.ts';

const scope: Record<string, unknown> = { ...series, ...solar, ...dirint, ...wind };
const docs = ['solar/index.ts', 'solar/dirint.ts', 'wind/index.ts'].flatMap((entry) =>
  exportedDocs(join(root, 'packages/forecast/src', entry)),
);
/** Neither formulas nor models: there is nobody to name. */
const withoutSource = new Set([
  'clipping',
  'curvePower',
  'dayOfYear',
  'defineClearnessDecomposition',
  'defineComponentTransposition',
  'defineTransposition',
  'fixedMount',
  'pvSystem',
  'pvSystemOf',
  'windTurbine',
]);

function lacksOf({ name, text, sources, examples, givesNumbers }: ExportedDoc): string[] {
  return [
    ...(givesNumbers && !/\[[^\]]+\]|\b0 to \S/.test(text) ? ['a unit'] : []),
    ...(text.includes('NaN') ? [] : ['what NaN does']),
    ...(withoutSource.has(name) || /\b(19|20)\d\d\b/.test(sources.join()) ? [] : ['a source with its year']),
    ...(examples.some((example) => parseExample(example)) ? [] : ['an example that ends in its value']),
  ];
}

describe('functions of sun and wind', () => {
  it('say their unit, what NaN does, where they come from and an example', () => {
    expect(docs.length).toBeGreaterThan(80);
    expect(docs.map((doc) => [doc.name, ...lacksOf(doc)]).filter((lacks) => lacks.length > 1)).toEqual([]);
  });

  it.each(docs.map(({ name, examples }) => [name, examples] as const))(
    '%s gives what its example says',
    (_, examples) => {
      for (const example of examples) {
        const { body, expected } = parseExample(example)!;
        const got: unknown = compileFunction(body, Object.keys(scope))(...Object.values(scope));
        expect(mismatches(got, expected), example).toEqual([]);
      }
    },
  );
});

describe('an example of a doc comment', () => {
  it('is code and the value of its last expression', () => {
    const two = parseExample('const a = 1; // one\nadd({ a,\n  b: 2 })\n// { sum: 3,\n// … }')!;
    expect(two.body).toBe('const a = 1; // one\nreturn (add({ a,\n  b: 2 })\n);');
    expect(two.expected).toBe('{ sum: 3, … }');
    expect(parseExample('add(1, 2)')).toBeUndefined();
  });

  it('is held to the last digit that it prints', () => {
    expect(mismatches(1.23449, '1.234')).toEqual([]);
    expect(mismatches(1.2346, '1.234')).toEqual(['1.2346, expected 1.234']);
    expect(mismatches({ a: [1, Number.NaN], b: 2 }, '{ a: [1, NaN], … }')).toEqual([]);
    expect(mismatches({ a: [1, 2] }, '{ a: [1, 3] }')).toEqual(['a: 2, expected 3']);
    expect(mismatches(Float64Array.of(1), '[1, 2]')).toEqual(['1 values, expected [1, 2]']);
    expect(mismatches('fixed', "'fixed'")).toEqual([]);
    expect(mismatches(false, 'true')).toEqual(['false']);
  });
});
