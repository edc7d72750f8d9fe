import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

const cyclic = (name: string) => {
  const one: Record<string, unknown> = { name };
  one.self = one;
  return one;
};

describe('fingerprint', () => {
  it('is that of the structured clone', () => {
    const inputs = fc.anything({
      withTypedArray: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withBigInt: true,
    });
    fc.assert(fc.property(inputs, (input) => fingerprint(input) === fingerprint(structuredClone(input))));
  });

  it.each([
    ['the order of members', { a: 1, b: [2] }, { b: [2], a: 1 }],
    ['members that are undefined', { a: 1, b: undefined }, { a: 1 }],
    ['where in memory numbers lie', new Float64Array([1, 2]), new Float64Array([0, 1, 2]).subarray(1)],
    ['where in memory bytes lie', Uint8Array.of(1, 2, 3, 4, 5), Uint8Array.of(0, 1, 2, 3, 4, 5).subarray(1)],
    ['the bits of NaN', new Float64Array([Number.NaN]), new Float64Array(Int32Array.of(1, 0x7ff80000).buffer)],
    ['whether an object comes twice or its copy', [[1], [1]], Array(2).fill([1])],
    ['cycles', cyclic('a'), cyclic('a')],
  ])('does not depend on %s', (_, a, b) => {
    expect(fingerprint(a)).toBe(fingerprint(b));
  });

  it.each([
    ['numbers', [1, 2], [2, 1]],
    ['the sign of zero', 0, -0],
    ['a text and a number', '1', 1],
    ['null and undefined', [null], [undefined]],
    ['bigints', 1n, 2n],
    ['names', { a: 1 }, { b: 1 }],
    ['whose members values are', { a: 1, b: 2 }, { a: 2, b: 1 }],
    ['one number in many', new Float64Array(1_000), new Float64Array(1_000).fill(1e-300, 999)],
    ['the last byte', Uint8Array.of(1, 2, 3, 4, 5), Uint8Array.of(1, 2, 3, 4, 6)],
    ['kinds of memory', new Int32Array(1), new Float32Array(1)],
    ['dates', new Date(1), new Date(2)],
    ['patterns', /a/g, /a/i],
    ['maps', new Map([['a', 1]]), new Map([['a', 2]])],
    ['sets', new Set([1]), new Set([2])],
    ['errors', new Error('a'), new Error('b')],
    ['shared memory', new SharedArrayBuffer(4), new SharedArrayBuffer(4)],
    ['views of shared memory', new Int32Array(new SharedArrayBuffer(4)), new Int32Array(new SharedArrayBuffer(4))],
    ['cycles', cyclic('a'), cyclic('b')],
  ])('tells %s apart', (_, a, b) => {
    expect(fingerprint(a)).not.toBe(fingerprint(b));
  });

  it('takes shared memory for itself, whatever is written there', () => {
    const shared = new Int32Array(new SharedArrayBuffer(4));
    const before = fingerprint(shared);
    shared[0] = 1;
    expect(fingerprint(shared)).toBe(before);
  });
});
