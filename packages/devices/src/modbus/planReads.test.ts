import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planReads, type RegisterSpan } from './planReads.ts';

const holding = (address: number, count: number): RegisterSpan => ({ table: 'holding', address, count });

describe('planReads', () => {
  it('joins neighbours in any order', () => {
    expect(planReads([holding(12, 1), holding(10, 2)])).toEqual([holding(10, 3)]);
  });

  it('keeps a gap apart unless it may be read along', () => {
    expect(planReads([holding(0, 2), holding(4, 2)])).toEqual([holding(0, 2), holding(4, 2)]);
    expect(planReads([holding(0, 2), holding(4, 2)], { maxGap: 2 })).toEqual([holding(0, 6)]);
  });

  it('keeps the tables apart', () => {
    expect(planReads([holding(0, 1), { table: 'input', address: 1, count: 1 }])).toHaveLength(2);
  });

  it('covers every span whole, with no request longer than 125', () => {
    const spans = fc.array(
      fc.record({
        table: fc.constantFrom('holding' as const, 'input' as const),
        address: fc.nat(600),
        count: fc.constantFrom(1, 2, 4),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(spans, fc.nat(10), (wanted, maxGap) => {
        const plan = planReads(wanted, { maxGap });
        expect(plan.every(({ count }) => count <= 125)).toBe(true);
        for (const { table, address, count } of wanted) {
          const whole = plan.some(
            (block) =>
              block.table === table && block.address <= address && address + count <= block.address + block.count,
          );
          expect(whole).toBe(true);
        }
      }),
    );
  });
});
