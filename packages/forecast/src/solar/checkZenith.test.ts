import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  angleOfIncidence,
  aoiProjection,
  boland,
  disc,
  erbs,
  erbsDriesse,
  ghiFromPoaDriesse2023,
  haurwitz,
  hayDavies,
  ineichen,
  isotropic,
  king,
  klucher,
  orgillHollands,
  perez,
  perezDriesse,
  poaIrradiance,
  reindl,
  relativeAirmass,
  shadedFraction,
  singleAxis,
  sunPosition,
} from './index.ts';

const [hour, minute] = [3_600_000, 60_000];
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const inRadians = (degrees: Float64Array) => degrees.map((angle) => (angle * Math.PI) / 180);
const refused = expect.objectContaining({ code: 'SOLAR_RANGE' });

const functions = {
  relativeAirmass,
  haurwitz,
  ineichen,
  erbs,
  erbsDriesse,
  boland,
  orgillHollands,
  disc,
  angleOfIncidence,
  aoiProjection,
  isotropic,
  klucher,
  hayDavies,
  reindl,
  king,
  perez,
  perezDriesse,
  poaIrradiance,
  ghiFromPoaDriesse2023,
  singleAxis,
  shadedFraction,
};

/** The sun of a place where it rises and sets every day. */
function sunOf(latitudeDeg: number, startMs: number, stepMs: number, length: number) {
  const atMs = Float64Array.from({ length }, (_, i) => startMs + i * stepMs);
  return sunPosition({ latitudeDeg, longitudeDeg: -48.55, atMs });
}
const day = sunOf(-27.6, Date.UTC(2026, 9, 1), hour, 24);
const zenith = inRadians(day.zenithDeg);

describe('zeniths in radians', () => {
  it('are refused by every function that takes zeniths', () => {
    const light = { ghiWm2: 500, dniWm2: 300, dhiWm2: 300, dniExtraWm2: 1_366, poaWm2: 500 };
    const plane = { surfaceTiltDeg: 20, surfaceAzimuthDeg: 0, solarAzimuthDeg: day.azimuthDeg, albedo: 0.2 };
    const tracker = { axisAzimuthDeg: 0, gcr: 0.4, rotationDeg: 0, absoluteAirmass: 1.5, linkeTurbidity: 3 };
    const names = { zenithDeg: zenith, apparentZenithDeg: zenith, solarZenithDeg: zenith };
    const given = { ...light, ...plane, ...tracker, ...names };
    const degrees = { zenithDeg: day.zenithDeg, apparentZenithDeg: day.zenithDeg, solarZenithDeg: day.zenithDeg };
    for (const [name, call] of Object.entries(functions) as [string, (options: object) => unknown][]) {
      expect(() => call(given), name).toThrowError(refused);
      expect(() => call({ ...given, ...degrees }), name).not.toThrow();
    }
    expect(() => perez.components(given)).toThrowError(refused);
  });

  it('say what was read and what to do', () => {
    expect(() => relativeAirmass({ zenithDeg: zenith })).toThrowError(
      /^Read 24 zenithDeg from 0\.\d\d to 2\.\d\d, expected degrees: .* Multiply by 180 \/ π\.$/,
    );
  });

  it('are seen in any day and night, at any step, with gaps', () => {
    fc.assert(
      fc.property(
        number(-60, 60),
        fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2050, 0, 1) }),
        fc.constantFrom(5, 15, 30, 60),
        number(1, 4),
        (latitudeDeg, startMs, minutes, days) => {
          const length = Math.ceil((days * 1_440) / minutes) + 1;
          const { zenithDeg } = sunOf(latitudeDeg, startMs, minutes * minute, length);
          const radians = inRadians(zenithDeg);
          radians[0] = Number.NaN;
          expect(() => relativeAirmass({ zenithDeg: radians })).toThrowError(refused);
          expect(() => relativeAirmass({ zenithDeg })).not.toThrow();
        },
      ),
    );
  });

  it('are not taken for degrees near the zenith, nor those for radians', () => {
    expect(relativeAirmass({ zenithDeg: 1.2 })).toBeCloseTo(0.99993, 5);
    expect(erbs({ ghiWm2: 900, zenithDeg: 1.2, dniExtraWm2: 1_366 }).dniWm2).toBeGreaterThan(600);
    const few = Float64Array.from({ length: 23 }, (_, i) => i * 0.13);
    expect(disc({ ghiWm2: 900, zenithDeg: few, dniExtraWm2: 1_366 }).dniWm2[0]).toBeGreaterThan(400);
    for (const angle of [0, 1.2, 3]) {
      const same = { apparentZenithDeg: new Float64Array(500).fill(angle), solarAzimuthDeg: 10 };
      expect(singleAxis(same).trackerThetaDeg[0]).toBeCloseTo(angle * Math.sin((10 * Math.PI) / 180), 1);
    }
    // all minutes of a noon at which the sun passes the zenith of Havana: 25 within π degrees are the most there are
    const noon = sunOf(23.1, Date.UTC(2026, 5, 12, 12), minute, 720).zenithDeg.filter((angle) => angle < 5);
    expect(noon.length).toBeGreaterThan(30);
    expect(() => relativeAirmass({ zenithDeg: noon })).not.toThrow();
  });
});
