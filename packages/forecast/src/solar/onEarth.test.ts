import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absoluteAirmass } from './absoluteAirmass.ts';
import { angleOfIncidence } from './angleOfIncidence.ts';
import { ineichen } from './clearsky/ineichen.ts';
import { linkeTurbidityClimatology } from './clearsky/linkeTurbidityClimatology.ts';
import { extraRadiationNrel } from './extraRadiationNrel.ts';
import { poaIrradiance } from './poaIrradiance.ts';
import { pressureAtAltitude } from './pressureAtAltitude.ts';
import { relativeAirmass } from './relativeAirmass.ts';
import { sunPosition } from './sunPosition.ts';
import { sunRiseSetTransit } from './sunRiseSetTransit.ts';
import { hayDavies } from './transposition/hayDavies.ts';
import { isotropic } from './transposition/isotropic.ts';
import { king } from './transposition/king.ts';
import { klucher } from './transposition/klucher.ts';
import { perez } from './transposition/perez.ts';
import { perezDriesse } from './transposition/perezDriesse.ts';
import { reindl } from './transposition/reindl.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const instant = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2050, 0, 1) });
const place = fc.record({
  latitudeDeg: fc.oneof(fc.constantFrom(-90, 0, 90), number(-90, 90)),
  longitudeDeg: fc.oneof(fc.constantFrom(-180, 180), number(-180, 180)),
});

/** Light of a clear sky and a plane in it, anywhere. */
function clearPlane(where: { latitudeDeg: number; longitudeDeg: number }, atMs: number, tilt: number, azimuth: number) {
  const sun = sunPosition({ ...where, atMs });
  const airmass = relativeAirmass({ zenithDeg: sun.apparentZenithDeg });
  const sky = ineichen({
    apparentZenithDeg: sun.apparentZenithDeg,
    absoluteAirmass: absoluteAirmass({ relativeAirmass: airmass, pressurePa: pressureAtAltitude({ altitudeM: 500 }) }),
    linkeTurbidity: linkeTurbidityClimatology({ atMs, latitudeDeg: where.latitudeDeg }),
    altitudeM: 500,
  });
  return {
    ...sky,
    surfaceTiltDeg: tilt,
    surfaceAzimuthDeg: azimuth,
    solarZenithDeg: sun.apparentZenithDeg,
    solarAzimuthDeg: sun.azimuthDeg,
    dniExtraWm2: extraRadiationNrel({ atMs }),
    relativeAirmass: airmass,
  };
}

describe('at random places and times on Earth', () => {
  it('the sun is the same on both sides of the date line', () => {
    fc.assert(
      fc.property(number(-90, 90), instant, (latitudeDeg, atMs) => {
        const east = sunPosition({ latitudeDeg, longitudeDeg: 180, atMs });
        const west = sunPosition({ latitudeDeg, longitudeDeg: -180, atMs });
        expect(east.zenithDeg).toBeCloseTo(west.zenithDeg, 8);
        expect(Math.cos(((east.azimuthDeg - west.azimuthDeg) * Math.PI) / 180)).toBeCloseTo(1, 8);
      }),
    );
  });

  it('the sun is as high from every longitude at a pole', () => {
    fc.assert(
      fc.property(fc.constantFrom(-90, 90), number(-180, 180), instant, (latitudeDeg, longitudeDeg, atMs) => {
        const here = sunPosition({ latitudeDeg, longitudeDeg, atMs }).zenithDeg;
        expect(here).toBeCloseTo(sunPosition({ latitudeDeg, longitudeDeg: 0, atMs }).zenithDeg, 6);
      }),
    );
  });

  it('days are symmetric about the transit, where the sun is highest', () => {
    fc.assert(
      fc.property(place, instant, number(0.1, 3), (where, atMs, hours) => {
        const { transitMs } = sunRiseSetTransit({ ...where, atMs, timeZone: 'UTC' });
        const at = Float64Array.of(transitMs - hours * 3_600_000, transitMs, transitMs + hours * 3_600_000);
        const [before, noon, after] = sunPosition({ ...where, atMs: at }).zenithDeg;
        // the declination moves by up to 0.4° a day
        expect(Math.abs(after! - before!)).toBeLessThan(0.11);
        expect(noon!).toBeLessThan(Math.min(before!, after!) + 0.06);
      }),
    );
  });

  it('a plane gets no less than nothing and no more than beam, dome and ground have', () => {
    fc.assert(
      fc.property(place, instant, number(0, 90), number(0, 360), (where, atMs, tilt, azimuth) => {
        const plane = clearPlane(where, atMs, tilt, azimuth);
        const aoi = angleOfIncidence(plane);
        expect(aoi).toBeGreaterThanOrEqual(0);
        expect(aoi).toBeLessThanOrEqual(180);
        for (const transposition of [isotropic, klucher, hayDavies, reindl, king, perez, perezDriesse]) {
          const light = poaIrradiance({ ...plane, transposition });
          for (const part of Object.values(light)) expect(part).toBeGreaterThanOrEqual(0);
          expect(light.poaDirectWm2).toBeLessThanOrEqual(plane.dniWm2 + 1e-9);
          expect(light.poaWm2).toBeLessThan(plane.dniExtraWm2 * 1.2);
          expect(light.poaWm2).toBeCloseTo(light.poaDirectWm2 + light.poaSkyDiffuseWm2 + light.poaGroundDiffuseWm2, 9);
        }
      }),
    );
  });

  it('two planes back to back share the isotropic sky and the ground between them', () => {
    fc.assert(
      fc.property(place, instant, number(0, 90), (where, atMs, tilt) => {
        const plane = clearPlane(where, atMs, tilt, 0);
        const front = poaIrradiance({ ...plane, albedo: 0.3, transposition: isotropic });
        const back = poaIrradiance({ ...plane, surfaceTiltDeg: 180 - tilt, albedo: 0.3, transposition: isotropic });
        expect(front.poaSkyDiffuseWm2 + back.poaSkyDiffuseWm2).toBeCloseTo(plane.dhiWm2, 8);
        expect(front.poaGroundDiffuseWm2 + back.poaGroundDiffuseWm2).toBeCloseTo(0.3 * plane.ghiWm2, 8);
      }),
    );
  });
});
