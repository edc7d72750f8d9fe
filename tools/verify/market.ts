import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VerifyArea } from '../verify.ts';
import { agreementCases } from './market/agreementCases.ts';
import { marketVerifiers } from './market/marketRules.ts';

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly input: Record<string, unknown>;
  readonly expected: Record<string, unknown>;
}

/** Computes the expected members of a case from its input, by kind. A new kind of case adds an entry. */
const kinds: Readonly<Record<string, (input: never, currency: string) => object>> = {
  ...agreementCases,
  ...marketVerifiers,
};

/** Every case of `cases.json` against ours, member by member, text by text. Kinds that we do not know are skipped. */
const verifyMarket: VerifyArea = async ([folder], print) => {
  if (folder === undefined) throw new Error('read no folder, expected the one that holds cases.json.');
  const file = join(folder, 'cases.json');
  const { currency = 'BRL', cases } = JSON.parse(readFileSync(file, 'utf8')) as { currency?: string; cases?: Case[] };
  if (!Array.isArray(cases)) throw new Error(`${file}: expected {"cases": […]}, found no list of cases.`);

  const counts = { passed: 0, failed: 0, skipped: 0 };
  const unknown = new Set<string>();
  for (const { id, kind, input, expected } of cases) {
    const solve = kinds[kind];
    if (solve === undefined) {
      counts.skipped += 1;
      unknown.add(kind);
      continue;
    }
    const got = attempt(() => solve(input as never, currency));
    const wrong = Object.keys(expected).filter((name) => canonical(expected[name]) !== canonical(got[name]));
    counts[wrong.length === 0 ? 'passed' : 'failed'] += 1;
    const differences = wrong.map((name) => ({ member: name, got: got[name] ?? got.error, expected: expected[name] }));
    print({ id, kind, passed: wrong.length === 0, ...(wrong.length > 0 ? { differences } : {}) });
  }
  return { ...counts, skippedKinds: [...unknown] };
};
export default verifyMarket;

function attempt(solve: () => object): Record<string, unknown> {
  try {
    return solve() as Record<string, unknown>;
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** JSON with sorted keys, so that only content is compared. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
