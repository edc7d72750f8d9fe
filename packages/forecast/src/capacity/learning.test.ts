import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blendWeights } from './blendWeights.ts';
import { createDayGrid } from './createHistoryGrid.ts';
import { pickDays } from './pickDays.ts';
import { sampleQuantile } from './residualPool.ts';

describe('pickDays', () => {
  it('picks the same dates for sites that have them', () => {
    const days = Array.from({ length: 30 }, (_, i) => 20_000 + i);
    const fewer = days.filter((day) => day % 7 !== 0);
    const [all, some] = [pickDays(days, 200, 1), pickDays(fewer, 200, 1)];
    all.forEach((index, scenario) => {
      if (fewer.includes(days[index]!)) expect(fewer[some[scenario]!]).toBe(days[index]);
    });
    expect(pickDays(days, 200, 2)).not.toEqual(all);
  });

  it('uses all dates about equally often', () => {
    const counts = new Map<number, number>();
    for (const index of pickDays([1, 2, 3, 4], 4_000, 9)) counts.set(index, (counts.get(index) ?? 0) + 1);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});

describe('blendWeights', () => {
  const trial = (losses: number[], knownAtMs: number) => ({ losses: Float64Array.from(losses), knownAtMs });

  it('are equal at first, then follow what went well, as far as known', () => {
    expect(Array.from(blendWeights([], 0, 2))).toEqual([0.5, 0.5]);
    const trials = Array.from({ length: 10 }, (_, i) => trial([0.1, 0.2], i));
    expect(blendWeights(trials, 100, 2)[0]).toBeGreaterThan(0.99);
    expect(Array.from(blendWeights(trials, -1, 2))).toEqual([0.5, 0.5]);
  });
});

describe('sampleQuantile', () => {
  it('stands for the level k ÷ (n + 1)', () => {
    expect(sampleQuantile(Float64Array.of(1, 2, 3), 0.5)).toBe(2);
    expect(sampleQuantile(Float64Array.of(1, 2, 3), 0.25)).toBe(1);
    expect(sampleQuantile(Float64Array.of(1, 2, 3), 0.01)).toBe(1);
    expect(sampleQuantile(Float64Array.of(7), 0.9)).toBe(7);
  });

  it('grows with the level', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }),
        fc.double({ noNaN: true, min: 0, max: 1 }),
        fc.double({ noNaN: true, min: 0, max: 1 }),
        (values, a, b) => {
          const sorted = Float64Array.from(values).sort();
          expect(sampleQuantile(sorted, Math.min(a, b))).toBeLessThanOrEqual(sampleQuantile(sorted, Math.max(a, b)));
        },
      ),
    );
  });
});

describe('createDayGrid', () => {
  it('finds the slot that the wall clock shows, on days of 23 and 25 hours too', () => {
    const grid = createDayGrid(3_600_000, 'Europe/Lisbon');
    for (const start of [Date.UTC(2026, 2, 28), Date.UTC(2026, 9, 24)]) {
      for (let h = 0; h < 72; h++) {
        const ms = start + h * 3_600_000;
        const [day, slot] = [grid.dayOf(ms), grid.slotOf(ms)];
        expect(grid.dayOf(grid.startOf(day, slot))).toBe(day);
        expect(grid.slotOf(grid.startOf(day, slot))).toBe(slot);
      }
    }
  });
});
