import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sunPosition } from './sunPosition.ts';
import { sunRiseSetTransit } from './sunRiseSetTransit.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const zones = [
  'America/Sao_Paulo',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Asia/Kolkata',
  'America/St_Johns',
  'UTC',
];

describe('sunRiseSetTransit', () => {
  it('matches pvlib west of Greenwich, the set on the next day of UTC', () => {
    const sun = sunRiseSetTransit({
      atMs: Date.UTC(1992, 10, 13, 9),
      latitudeDeg: -8.4897,
      longitudeDeg: -139.591,
      deltaTS: 67,
    });
    expect(sun.sunriseMs / 1000).toBeCloseTo(721666078.045403, 4);
    expect(sun.sunsetMs / 1000).toBeCloseTo(721711039.9579707, 4);
    expect(sun.transitMs / 1000).toBeCloseTo(721688565.9926363, 4);
  });

  it('gives the documented sunrise', () => {
    const mexico = { latitudeDeg: -24.0459, longitudeDeg: -95.6505, deltaTS: 67 };
    expect(iso(sunRiseSetTransit({ atMs: Date.UTC(2032, 4, 20), ...mexico }).sunriseMs)).toBe(
      '2032-05-20T12:52:59.007Z',
    );
  });

  it('has only a transit in polar day', () => {
    const sun = sunRiseSetTransit({ atMs: Date.UTC(2001, 4, 18), latitudeDeg: 70.5, longitudeDeg: 25, deltaTS: 67 });
    expect(sun.sunriseMs).toBeNaN();
    expect(sun.sunsetMs).toBeNaN();
    expect(iso(sun.transitMs)).toBe('2001-05-18T10:16:22.745Z');
    const pole = { latitudeDeg: -90, longitudeDeg: 180, timeZone: 'Pacific/Auckland' };
    expect(sunRiseSetTransit({ atMs: Date.UTC(2026, 0, 1), ...pole }).sunriseMs).toBeNaN();
  });

  it('means the local day, daylight saving included, wherever in it the instant is', () => {
    const florianopolis = { latitudeDeg: -27.6, longitudeDeg: -48.55, timeZone: 'America/Sao_Paulo' };
    const day = Float64Array.of(Date.UTC(2026, 11, 21, 3), Date.UTC(2026, 11, 21, 15), Date.UTC(2026, 11, 22, 2, 59));
    const sun = sunRiseSetTransit({ ...florianopolis, atMs: day });
    for (let i = 1; i < 3; i++) expect(sun.sunriseMs[i]).toBe(sun.sunriseMs[0]);
    const auckland = { latitudeDeg: -36.85, longitudeDeg: 174.76, timeZone: 'Pacific/Auckland' };
    const { sunriseMs, sunsetMs } = sunRiseSetTransit({ ...auckland, atMs: Date.UTC(2026, 0, 14, 12) });
    expect(sunriseMs).toBeGreaterThan(Date.UTC(2026, 0, 14, 11));
    expect(sunsetMs).toBeLessThan(Date.UTC(2026, 0, 15, 11));
  });

  it('is in order and at the horizon, anywhere and at any time, in local days', () => {
    fc.assert(
      fc.property(
        fc.record({
          latitudeDeg: fc.double({ min: -90, max: 90, noNaN: true }),
          longitudeDeg: fc.oneof(fc.constantFrom(-180, 180), fc.double({ min: -180, max: 180, noNaN: true })),
          atMs: fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2050, 0, 1) }),
          timeZone: fc.constantFrom(...zones),
        }),
        (given) => {
          const sun = sunRiseSetTransit(given);
          expect(sun.transitMs).not.toBeNaN();
          if (Number.isNaN(sun.sunriseMs) || Number.isNaN(sun.sunsetMs)) return;
          expect(sun.sunriseMs).toBeLessThan(sun.transitMs);
          expect(sun.transitMs).toBeLessThan(sun.sunsetMs);
          const { latitudeDeg, longitudeDeg } = given;
          const atMs = Float64Array.of(sun.sunriseMs, sun.sunsetMs);
          // topocentric here, geocentric there: the parallax of the sun is 0.0025°
          for (const zenith of sunPosition({ latitudeDeg, longitudeDeg, atMs }).zenithDeg) {
            expect(Math.abs(zenith - 90.8333)).toBeLessThan(0.003);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has days about as long a half year later on the other side of the equator', () => {
    const length = (latitudeDeg: number, month: number) => {
      const sun = sunRiseSetTransit({ latitudeDeg, longitudeDeg: 0, atMs: Date.UTC(2026, month, 21) });
      return sun.sunsetMs - sun.sunriseMs;
    };
    expect(Math.abs(length(45, 5) - length(-45, 11))).toBeLessThan(60_000);
  });

  it('gives NaN for an instant that is missing and refuses places and zones that are none', () => {
    const here = { latitudeDeg: 10, longitudeDeg: 10 };
    expect(sunRiseSetTransit({ ...here, atMs: Float64Array.of(Number.NaN) }).transitMs[0]).toBeNaN();
    expect(sunRiseSetTransit({ ...here, atMs: Number.NaN, timeZone: 'UTC' }).sunriseMs).toBeNaN();
    expect(() => sunRiseSetTransit({ ...here, atMs: 0, longitudeDeg: 190 })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_RANGE' }),
    );
    expect(() => sunRiseSetTransit({ ...here, atMs: 0, timeZone: 'Mars/Olympus' })).toThrowError(
      expect.objectContaining({ code: 'TIME_ZONE_UNKNOWN' }),
    );
  });
});
