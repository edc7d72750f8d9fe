import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absoluteAirmass } from '../absoluteAirmass.ts';
import { earthSunDistance } from '../earthSunDistance.ts';
import { extraRadiationNrel } from '../extraRadiationNrel.ts';
import { relativeAirmass } from '../relativeAirmass.ts';
import { gueymard94Pw } from './gueymard94Pw.ts';
import { haurwitz } from './haurwitz.ts';
import { ineichen } from './ineichen.ts';
import { kasten96Lt } from './kasten96Lt.ts';
import { linkeTurbidityClimatology } from './linkeTurbidityClimatology.ts';
import { simplifiedSolis } from './simplifiedSolis.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('clear sky', () => {
  it("matches pvlib with Perez's enhancement", () => {
    const sky = { apparentZenithDeg: 60, linkeTurbidity: 4.165, dniExtraWm2: 1409.8479793968938 };
    const enhanced = ineichen({ ...sky, absoluteAirmass: 1.994292827784985, perezEnhancement: true });
    expect(enhanced.ghiWm2).toBeCloseTo(459.306937176221, 6);
    expect(enhanced.dhiWm2).toBeCloseTo(128.98587902417808, 6);
  });

  it('matches pvlib by the simplified Solis model, little aerosol and much', () => {
    const clear = { pressurePa: 95_662.56926536912, dniExtraWm2: 1353.5208022273914, precipitableWaterCm: 4.962 };
    const high = simplifiedSolis({ apparentElevationDeg: 90, aod700: 0.0323, ...clear });
    expect(high.ghiWm2).toBeCloseTo(1017.5029549945447, 8);
    expect(high.dniWm2).toBeCloseTo(937.3827986121166, 8);
    expect(high.dhiWm2).toBeCloseTo(78.30254048078936, 8);
    const hazy = { aod700: 0.2307, precipitableWaterCm: 1.654, dniExtraWm2: 1409.8479793968938 };
    const low = simplifiedSolis({ apparentElevationDeg: 30, pressurePa: 101_324.9987478768, ...hazy });
    expect(low.ghiWm2).toBeCloseTo(424.12878706572286, 8);
    expect(low.dniWm2).toBeCloseTo(603.3361331805281, 8);
    expect(low.dhiWm2).toBeCloseTo(129.64344802441806, 8);
  });

  it('is finite and not negative anywhere, and darker in hazier air', () => {
    fc.assert(
      fc.property(
        number(0, 180),
        number(0, 0.44),
        number(0, 9),
        number(0, 5_000),
        (zenith, aod700, water, altitudeM) => {
          const sky = { precipitableWaterCm: water, pressurePa: 101_325 * Math.exp(-altitudeM / 8_400) };
          const solis = simplifiedSolis({ apparentElevationDeg: 90 - zenith, aod700, ...sky });
          for (const part of Object.values(solis)) expect(part).toBeGreaterThanOrEqual(0);
          const airmass = absoluteAirmass({ relativeAirmass: relativeAirmass({ zenithDeg: zenith }) });
          const at = { apparentZenithDeg: zenith, absoluteAirmass: airmass, altitudeM };
          const [clear, hazy] = [ineichen({ ...at, linkeTurbidity: 2 }), ineichen({ ...at, linkeTurbidity: 5 })];
          for (const part of Object.values(clear)) expect(part).toBeGreaterThanOrEqual(0);
          expect(hazy.ghiWm2).toBeLessThanOrEqual(clear.ghiWm2);
          expect(haurwitz({ apparentZenithDeg: zenith })).toBeLessThan(1_100);
        },
      ),
    );
  });

  it('is dark without an air mass and unknown without a turbidity', () => {
    const sky = { apparentZenithDeg: 60, absoluteAirmass: 2, linkeTurbidity: 3 };
    expect(ineichen({ ...sky, absoluteAirmass: Number.NaN })).toEqual({ ghiWm2: 0, dniWm2: 0, dhiWm2: 0 });
    const unknown = { ghiWm2: Number.NaN, dniWm2: Number.NaN, dhiWm2: Number.NaN };
    expect(ineichen({ ...sky, linkeTurbidity: Number.NaN })).toEqual(unknown);
    expect(ineichen({ ...sky, apparentZenithDeg: Number.NaN })).toEqual(unknown);
  });

  it('takes arrays', () => {
    const elevation = Float64Array.of(30, -5);
    const sky = simplifiedSolis({ apparentElevationDeg: elevation });
    expect(sky.ghiWm2[0]).toBeGreaterThan(400);
    expect(sky.ghiWm2[1]).toBeLessThan(1e-6);
    expect(sky.dniWm2[1]).toBe(0);
  });
});

describe('what is in the air', () => {
  it('matches pvlib', () => {
    expect(gueymard94Pw({ airTemperatureC: 35.96, relativeHumidityPercent: 66.42 })).toBeCloseTo(6.156442406012455, 9);
    expect(kasten96Lt({ absoluteAirmass: 0.9438442404769726, precipitableWaterCm: 4.962, aodBb: 0.0323 })).toBeCloseTo(
      3.769761184985023,
      9,
    );
    expect(gueymard94Pw({ airTemperatureC: -40, relativeHumidityPercent: 0 })).toBe(0.1);
  });

  it('follows the seasons of the hemisphere', () => {
    const january = Date.UTC(2026, 0, 16, 5);
    expect(linkeTurbidityClimatology({ atMs: january, latitudeDeg: -27.6, area: 'city' })).toBeCloseTo(4.4, 2);
    expect(linkeTurbidityClimatology({ atMs: january, latitudeDeg: 48 })).toBeCloseTo(2.1, 2);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), number(-90, 90), (atMs, latitudeDeg) => {
        const turbidity = linkeTurbidityClimatology({ atMs, latitudeDeg, area: 'mountains' });
        expect(turbidity).toBeGreaterThanOrEqual(1.5);
        expect(turbidity).toBeLessThanOrEqual(2.3);
      }),
    );
    expect(() => linkeTurbidityClimatology({ atMs: 0, latitudeDeg: 91 })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_RANGE' }),
    );
  });
});

describe('outside the air', () => {
  it('matches pvlib by the distance', () => {
    const atMs = Date.UTC(2012, 8, 18, 5, 5, 22);
    expect(extraRadiationNrel({ atMs, deltaTS: 67 })).toBeCloseTo(1353.1417267639633, 6);
    expect(earthSunDistance({ atMs: Date.UTC(2003, 9, 17, 19, 30, 30), deltaTS: 67 })).toBeCloseTo(0.9965422974, 9);
    const out = new Float64Array(1);
    expect(extraRadiationNrel({ atMs: Float64Array.of(atMs), deltaTS: 67, out })).toBe(out);
    expect(out[0]).toBeCloseTo(1353.1417267639633, 6);
  });
});
