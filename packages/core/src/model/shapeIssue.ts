import type * as z from 'zod';
import type { PortfolioIssue } from './PortfolioError.ts';

/** What zod found, in the words of a portfolio file: where, what stands there, what should. */
export function shapeIssue(issue: z.core.$ZodIssue, input: unknown, kinds: readonly string[]): PortfolioIssue {
  let read: unknown = input;
  let path = '';
  for (const key of issue.path) {
    path += typeof key === 'number' ? `[${key}]` : `${path && '.'}${String(key)}`;
    read = (read as Record<PropertyKey, unknown> | null | undefined)?.[key];
  }
  if (issue.code === 'unrecognized_keys') {
    return { path, read: issue.keys, expected: 'no such keys: check the spelling, or the kind of asset' };
  }
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'kind') return { path, read, expected: oneOf(kinds) };
  return { path, read, expected: expectation(issue) };
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'above' : 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'below' : 'at most', issue.maximum);
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues[0] ? expectation(issue.issues[0]) : issue.message;
    default:
      return issue.message.replace(/^Invalid input: /, '').replace(/^expected /, '');
  }
}

function bound(origin: string, relation: string, limit: number | bigint): string {
  const unit = { string: ' character', array: ' item', set: ' item', map: ' item' }[origin] ?? '';
  return `${relation} ${limit}${unit && limit !== 1 ? `${unit}s` : unit}`;
}

function oneOf(values: readonly unknown[]): string {
  const list = values.map((value) => JSON.stringify(value)).join(', ');
  return values.length === 1 ? list : `one of ${list}`;
}
