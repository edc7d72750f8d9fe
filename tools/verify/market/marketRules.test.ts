import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../sharedData.ts';
import { marketVerifiers } from './marketRules.ts';

interface Case {
  id: string;
  kind: string;
  input: never;
  expected: object;
}

const folder = sharedData('reference/market');
const cases = (kind: string): Case[] =>
  (JSON.parse(readFileSync(join(folder!, 'cases.json'), 'utf8')) as { cases: Case[] }).cases.filter(
    (each) => each.kind === kind,
  );

describe.skipIf(folder === undefined)('reference cases of the market (skipped where ../shared is missing)', () => {
  it.each([
    ['mcp-settlement', 3],
    ['pld-limits', 2],
    ['quantile-offer', 3],
  ] as const)('%s: all %i', (kind, count) => {
    const all = cases(kind);
    expect(all).toHaveLength(count);
    for (const { id, input, expected } of all)
      expect({ id, ...marketVerifiers[kind](input, 'BRL') }).toEqual({ id, ...expected });
  });
});
