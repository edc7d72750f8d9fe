import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSunPath } from './spa/createSunPath.ts';
import { deltaT } from './spa/deltaT.ts';
import { slowSun } from './spa/slowSun.ts';
import { sunPosition } from './sunPosition.ts';

const golden = { latitudeDeg: 39.742476, longitudeDeg: -105.1786, altitudeM: 1830.14 };

describe('sunPosition', () => {
  it('matches the example of the report', () => {
    const sun = sunPosition({
      ...golden,
      atMs: Date.UTC(2003, 9, 17, 19, 30, 30),
      pressurePa: 82_000,
      airTemperatureC: 11,
      deltaTS: 67,
    });
    expect(sun.apparentZenithDeg).toBeCloseTo(50.11162, 5);
    expect(sun.azimuthDeg).toBeCloseTo(194.34024, 5);
    expect(sun.equationOfTimeMin).toBeCloseTo(14.641503, 4);
    expect(sun.distanceAu).toBeCloseTo(0.9965422974, 9);
  });

  it('matches a row of the reference at the south pole', () => {
    const sun = sunPosition({
      atMs: Date.UTC(2003, 0, 14, 9, 28, 10),
      latitudeDeg: -90,
      longitudeDeg: 0,
      altitudeM: 328.2,
      pressurePa: 98_361.1,
      airTemperatureC: -22.05,
      deltaTS: 67,
    });
    expect(sun.apparentZenithDeg).toBeCloseTo(68.61032656469037, 6);
    expect(sun.zenithDeg).toBeCloseTo(68.65716617845892, 6);
    expect(sun.azimuthDeg).toBeCloseTo(40.18643502892655, 6);
  });

  it('reads nodes of a series within 1e-8° of the full algorithm, 1900 to 2100', () => {
    const place = { rightAscensionRad: 0, declinationRad: 0, distanceAu: 0, equinoxRad: 0 };
    const exact = { ...place };
    const path = createSunPath(-36_525, 36_525);
    fc.assert(
      fc.property(fc.double({ min: -36_525, max: 36_525, noNaN: true }), (day) => {
        path.read(day, place);
        slowSun(day, exact);
        const turn = (place.rightAscensionRad - exact.rightAscensionRad) / (2 * Math.PI);
        expect(Math.abs(turn - Math.round(turn)) * 360).toBeLessThan(1e-8);
        expect(Math.abs(place.declinationRad - exact.declinationRad) * (180 / Math.PI)).toBeLessThan(1e-8);
        expect(Math.abs(place.equinoxRad - exact.equinoxRad) * (180 / Math.PI)).toBeLessThan(1e-8);
        expect(Math.abs(place.distanceAu - exact.distanceAu)).toBeLessThan(1e-10);
      }),
      { numRuns: 3_000 },
    );
  });

  it('gives scattered instants, read from nodes, what it gives each, 1900 to 2100 and at the date line', () => {
    const place = { latitudeDeg: 89.9, longitudeDeg: 180 };
    // 50 days, each visited at 40 instants out of order
    const atMs = Float64Array.from(
      { length: 2_000 },
      (_, i) => Date.UTC(1999, 11, 20) + ((i * 7_919) % 2_000) * 2_160_000,
    );
    const all = sunPosition({ ...place, atMs });
    for (let i = 0; i < atMs.length; i += 37) {
      const one = sunPosition({ ...place, atMs: atMs[i]! });
      expect(Math.abs(all.zenithDeg[i]! - one.zenithDeg)).toBeLessThan(1e-8);
      expect(Math.abs(all.apparentZenithDeg[i]! - one.apparentZenithDeg)).toBeLessThan(1e-8);
      expect(Math.abs(all.equationOfTimeMin[i]! - one.equationOfTimeMin)).toBeLessThan(1e-8);
    }
  });

  it('gives an array what it gives each instant', () => {
    const atMs = Float64Array.from({ length: 200 }, (_, i) => Date.UTC(2026, 5, 30) + i * 900_000);
    const all = sunPosition({ ...golden, atMs, deltaTS: 69 });
    for (const i of [0, 77, 199]) {
      const one = sunPosition({ ...golden, atMs: atMs[i]!, deltaTS: 69 });
      expect(all.zenithDeg[i]).toBeCloseTo(one.zenithDeg, 8);
      expect(all.azimuthDeg[i]).toBeCloseTo(one.azimuthDeg, 7);
    }
  });

  it('writes to the given arrays and refuses ones of another length', () => {
    const zenithDeg = new Float64Array(2);
    const atMs = Float64Array.of(0, 1e12);
    expect(sunPosition({ ...golden, atMs, out: { zenithDeg } }).zenithDeg).toBe(zenithDeg);
    expect(zenithDeg[1]).toBeGreaterThan(0);
    expect(() => sunPosition({ ...golden, atMs, out: { azimuthDeg: new Float64Array(3) } })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_LENGTHS' }),
    );
  });

  it('stays within its bounds anywhere and at any time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2050, 0, 1) }),
        (latitudeDeg, longitudeDeg, atMs) => {
          const sun = sunPosition({ latitudeDeg, longitudeDeg, atMs });
          expect(sun.zenithDeg).toBeGreaterThanOrEqual(0);
          expect(sun.zenithDeg).toBeLessThanOrEqual(180);
          expect(sun.azimuthDeg).toBeGreaterThanOrEqual(0);
          expect(sun.azimuthDeg).toBeLessThan(360.000001);
          expect(sun.apparentZenithDeg).toBeLessThanOrEqual(sun.zenithDeg);
        },
      ),
    );
  });

  it('gives NaN for an instant that is missing', () => {
    const { zenithDeg } = sunPosition({ ...golden, atMs: Float64Array.of(0, Number.NaN) });
    expect(zenithDeg[0]).toBeGreaterThan(0);
    expect(zenithDeg[1]).toBeNaN();
  });

  it('refuses a place that is not on Earth', () => {
    expect(() => sunPosition({ atMs: 0, latitudeDeg: 91, longitudeDeg: 0 })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_RANGE', context: { name: 'latitudeDeg', value: 91, min: -90, max: 90 } }),
    );
  });

  it('refuses arrays of unequal length', () => {
    const pressurePa = new Float64Array(3);
    expect(() => sunPosition({ ...golden, atMs: new Float64Array(2), pressurePa })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_LENGTHS' }),
    );
  });
});

describe('deltaT', () => {
  it('follows the polynomials', () => {
    expect(deltaT({ year: 2020, month: 6 })).toBeCloseTo(71.8503, 3);
    expect(deltaT({ year: 1990, month: 1 })).toBeCloseTo(56.8, 0);
  });
});
