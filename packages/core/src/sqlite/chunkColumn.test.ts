import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeColumn, encodeColumn } from './chunkColumn.ts';

const unflagged = (values: number[]) => ({ values: Float64Array.from(values), flags: new Uint16Array(values.length) });

describe('chunk column', () => {
  it('gives every number and flag back exactly', () => {
    const value = fc.oneof(
      fc.double({ noDefaultInfinity: true }),
      fc.integer(),
      fc.integer().map((n) => n / 100),
      fc.constantFrom(-0, 0, Number.NaN, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53, 7.85e9),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.constantFrom(0, 0, 0, 1, 511)), { maxLength: 60 }), (cells) => {
        const column = {
          values: Float64Array.from(cells, ([number]) => number),
          flags: Uint16Array.from(cells, ([, bits]) => bits),
        };
        const back = decodeColumn(encodeColumn(column), cells.length);
        expect(Array.from(back.values)).toEqual(Array.from(column.values));
        expect(back.flags).toEqual(column.flags);
      }),
    );
  });

  it('takes about two bytes for what a register with two decimals delivers', () => {
    const values = Array.from({ length: 1_024 }, (_, index) => 60 + ((index * 37) % 41) / 100);
    expect(encodeColumn(unflagged(values.map((value) => Number(value.toFixed(2))))).length).toBeLessThan(1_100);
  });

  it('takes eight bytes for numbers with more decimals', () => {
    expect(encodeColumn(unflagged([Math.PI, Math.E]))).toHaveLength(1 + 16);
  });
});
