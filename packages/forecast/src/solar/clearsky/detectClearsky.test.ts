import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sunPosition } from '../sunPosition.ts';
import { detectClearsky } from './detectClearsky.ts';
import { haurwitz } from './haurwitz.ts';

/** A day of minutes in Florianópolis under a clear sky. */
function clearDay(stepMs: number) {
  const length = 86_400_000 / stepMs;
  const atMs = Float64Array.from({ length }, (_, i) => Date.UTC(2026, 0, 10, 3) + i * stepMs);
  const sun = sunPosition({ atMs, latitudeDeg: -27.6, longitudeDeg: -48.55 });
  return haurwitz({ apparentZenithDeg: sun.apparentZenithDeg });
}
const count = (flags: Uint8Array) => flags.reduce((sum, each) => sum + each, 0);

describe('detectClearsky', () => {
  it('leaves out a cloud', () => {
    const clearskyWm2 = Float64Array.from({ length: 60 }, (_, i) => 800 + i);
    const measuredWm2 = clearskyWm2.map((each, i) => (i >= 30 && i < 33 ? 300 : each));
    const { clear } = detectClearsky({ measuredWm2, clearskyWm2, stepMs: 60_000 });
    expect(count(clear)).toBe(57);
    expect(Array.from(clear.subarray(29, 34))).toEqual([1, 0, 0, 0, 1]);
  });

  it('finds a clear day whole, and the scale of a clear sky that is off', () => {
    const clearskyWm2 = clearDay(60_000);
    const measuredWm2 = clearskyWm2.map((each) => 1.04 * each);
    const found = detectClearsky({ measuredWm2, clearskyWm2, stepMs: 60_000 });
    expect(found.alpha).toBeCloseTo(1.04, 6);
    expect(found.converged).toBe(true);
    const light = count(Uint8Array.from(clearskyWm2, (each) => (each > 20 ? 1 : 0)));
    expect(count(found.clear)).toBeGreaterThan(0.95 * light);
  });

  it('takes nothing of a flickering day, a missing hour or the night for clear', () => {
    const clearskyWm2 = clearDay(60_000);
    const flicker = clearskyWm2.map((each, i) => each * (i % 3 === 0 ? 0.4 : 1));
    const stepMs = 60_000;
    expect(count(detectClearsky({ measuredWm2: flicker, clearskyWm2, stepMs }).clear)).toBeLessThan(60);
    const gap = clearskyWm2.map((each, i) => (i >= 720 && i < 780 ? Number.NaN : each));
    const { clear } = detectClearsky({ measuredWm2: gap, clearskyWm2, stepMs });
    expect(count(clear.subarray(720, 780))).toBe(0);
    expect(clear[719]).toBe(1);
    expect(count(clear.subarray(0, 120))).toBe(0);
  });

  it('infers limits for longer steps', () => {
    const clearskyWm2 = clearDay(900_000);
    const found = detectClearsky({ measuredWm2: clearskyWm2, clearskyWm2, stepMs: 900_000, inferLimits: true });
    expect(count(found.clear)).toBeGreaterThan(40);
    expect(() =>
      detectClearsky({ measuredWm2: clearskyWm2, clearskyWm2, stepMs: 3_600_000, inferLimits: true }),
    ).toThrowError(expect.objectContaining({ code: 'SOLAR_RANGE' }));
  });

  it('finds no more clear times with a deeper cloud', () => {
    const clearskyWm2 = clearDay(60_000);
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 1_000 }), fc.integer({ min: 1, max: 60 }), (from, minutes) => {
        const under = (share: number) => {
          const measuredWm2 = clearskyWm2.map((each, i) => (i >= from && i < from + minutes ? share * each : each));
          return count(detectClearsky({ measuredWm2, clearskyWm2, stepMs: 60_000 }).clear);
        };
        expect(under(0.3)).toBeLessThanOrEqual(under(1));
      }),
      { numRuns: 10 },
    );
  });

  it('refuses unequal lengths and windows that hold too little', () => {
    const clearskyWm2 = new Float64Array(20);
    expect(() => detectClearsky({ measuredWm2: new Float64Array(19), clearskyWm2, stepMs: 60_000 })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_LENGTHS' }),
    );
    for (const stepMs of [300_000, 1_000]) {
      expect(() => detectClearsky({ measuredWm2: clearskyWm2, clearskyWm2, stepMs })).toThrowError(
        expect.objectContaining({ code: 'SOLAR_INPUT' }),
      );
    }
  });
});
