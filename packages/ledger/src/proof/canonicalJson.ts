import { LedgerError } from '../LedgerError.ts';

/**
 * JSON with one spelling: keys sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them (RFC
 * 8785). Members that are undefined are left out. Throws `PROOF_INVALID` for what JSON cannot hold: a bigint, NaN, a
 * function, a class instance.
 *
 * @example
 * canonicalJson({ b: 1, a: [true, null] }) // '{"a":[true,null],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  const read = typeof value === 'object' ? value.constructor.name : `${typeof value} ${String(value)}`;
  throw new LedgerError('PROOF_INVALID', `Read ${read} where JSON was expected. Encode it first.`, {
    context: { read },
  });
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === Object.prototype || prototype === null;
}
