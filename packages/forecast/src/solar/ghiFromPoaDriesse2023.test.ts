import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erbsDriesse } from './decomposition/erbsDriesse.ts';
import { ghiFromPoaDriesse2023 } from './ghiFromPoaDriesse2023.ts';
import { poaIrradiance } from './poaIrradiance.ts';
import { perezDriesse } from './transposition/perezDriesse.ts';

const roof = { surfaceTiltDeg: 30, surfaceAzimuthDeg: 0, solarZenithDeg: 40, solarAzimuthDeg: 20, dniExtraWm2: 1400 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('ghiFromPoaDriesse2023', () => {
  it('gives back what the transposition was given', () => {
    fc.assert(
      fc.property(
        fc.record({
          surfaceTiltDeg: number(0, 60),
          surfaceAzimuthDeg: number(0, 360),
          solarZenithDeg: number(0, 80),
          solarAzimuthDeg: number(0, 360),
          albedo: number(0, 0.8),
        }),
        number(20, 1_100),
        (place, ghiWm2) => {
          const dniExtraWm2 = 1366;
          fc.pre(ghiWm2 < dniExtraWm2 * Math.cos((place.solarZenithDeg * Math.PI) / 180));
          const split = erbsDriesse({ ghiWm2, zenithDeg: place.solarZenithDeg, dniExtraWm2 });
          const given = { ...place, ...split, ghiWm2, dniExtraWm2, transposition: perezDriesse };
          const poaWm2 = poaIrradiance(given).poaWm2;
          const found = ghiFromPoaDriesse2023({ ...place, poaWm2, dniExtraWm2, toleranceWm2: 1e-6 });
          // behind a steep plane one irradiance may have two skies: what is found must explain it
          const again = poaIrradiance({ ...given, ...found }).poaWm2;
          expect(Math.abs(again - poaWm2)).toBeLessThan(1e-4);
        },
      ),
    );
  });

  it('finds the horizontal irradiance of a flat plane', () => {
    expect(ghiFromPoaDriesse2023({ ...roof, surfaceTiltDeg: 0, poaWm2: 512.5 }).ghiWm2).toBeCloseTo(512.5, 1);
  });

  it('gives the documented value, and splits it without loss', () => {
    const found = ghiFromPoaDriesse2023({ ...roof, poaWm2: 800 });
    expect(found.ghiWm2).toBeCloseTo(648.87, 1);
    expect(found.dhiWm2 + found.dniWm2 * Math.cos((40 * Math.PI) / 180)).toBeCloseTo(found.ghiWm2, 8);
  });

  it('takes arrays, and is 0 in the dark and NaN for what no sky explains', () => {
    const { ghiWm2 } = ghiFromPoaDriesse2023({ ...roof, poaWm2: Float64Array.of(0, 5_000, -3, Number.NaN) });
    expect(Array.from(ghiWm2)).toEqual([0, Number.NaN, Number.NaN, Number.NaN]);
    expect(ghiFromPoaDriesse2023({ ...roof, solarZenithDeg: 95, poaWm2: 0 }).ghiWm2).toBe(0);
  });

  it('refuses a tolerance that is none', () => {
    expect(() => ghiFromPoaDriesse2023({ ...roof, poaWm2: 1, toleranceWm2: 0 })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_RANGE' }),
    );
  });
});
