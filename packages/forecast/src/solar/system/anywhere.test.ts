import { createSeries } from '@usina/core/series';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haurwitz } from '../clearsky/haurwitz.ts';
import { sunPosition } from '../sunPosition.ts';
import { hayDavies } from '../transposition/hayDavies.ts';
import { klucher } from '../transposition/klucher.ts';
import { perez } from '../transposition/perez.ts';
import { perezDriesse } from '../transposition/perezDriesse.ts';
import { reindl } from '../transposition/reindl.ts';
import { pvSystem } from './pvSystem.ts';
import { simulate } from './simulate.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const places = fc.record({
  latitudeDeg: fc.oneof(number(-90, 90), fc.constantFrom(-90, -66.56, 0, 66.56, 90)),
  longitudeDeg: fc.oneof(number(-180, 180), fc.constantFrom(-180, 180)),
  altitudeM: number(0, 4_000),
});
const days = fc.integer({ min: 0, max: 365 * 60 }).map((day) => Date.UTC(1990, 0, 1) + day * 86_400_000);
const arrays = fc.oneof(
  fc.record({ dcCapacityW: fc.constant(1_000), tiltDeg: number(0, 90), azimuthDeg: number(0, 360) }),
  fc.record({
    dcCapacityW: fc.constant(1_000),
    tracker: fc.record({ axisAzimuthDeg: number(0, 360), maxAngleDeg: number(10, 90), gcr: number(0.1, 0.9) }),
  }),
);
const stepMs = 1_800_000;

describe('a system anywhere on Earth, on any day', () => {
  it('gives a number in every interval, nothing in the dark and never more than its inverter', () => {
    const skies = fc.constantFrom(hayDavies, klucher, perez, perezDriesse, reindl);
    fc.assert(
      fc.property(places, days, arrays, skies, number(0, 1), (place, startMs, array, transposition, share) => {
        const system = pvSystem({ ...place, arrays: [array], inverter: { acCapacityW: 900 }, transposition });
        const atMs = Float64Array.from({ length: 48 }, (_, i) => startMs + (i + 0.5) * stepMs);
        const sun = sunPosition({ ...place, atMs });
        const ghiWm2 = haurwitz(sun).map((ghi) => ghi * share);
        const { columns } = simulate(system, {
          label: 'start',
          series: createSeries({ startMs, stepMs, columns: { ghiWm2 } }),
        });
        for (let i = 0; i < 48; i++) {
          expect(columns.acPowerW[i]).toBeGreaterThanOrEqual(0);
          expect(columns.acPowerW[i]).toBeLessThanOrEqual(900);
          expect(columns.poaWm2[i]).toBeLessThan(2_000);
          if (sun.zenithDeg[i]! > 100) expect(columns.acPowerW[i]).toBe(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives no less for more light in its plane', () => {
    fc.assert(
      fc.property(places, days, number(0, 900), (place, startMs, poa) => {
        const system = pvSystem({
          ...place,
          arrays: [{ dcCapacityW: 1_000, tiltDeg: 0, azimuthDeg: 0 }],
          inverter: { acCapacityW: 900 },
        });
        const run = (poaWm2: number) => {
          const columns = { poaWm2: new Float64Array(48).fill(poaWm2) };
          return simulate(system, { label: 'instant', series: createSeries({ startMs, stepMs, columns }) }).columns
            .acPowerW;
        };
        const [less, more] = [run(poa), run(poa + 100)];
        for (let i = 0; i < 48; i++) expect(more[i]).toBeGreaterThanOrEqual(less[i]!);
      }),
      { numRuns: 50 },
    );
  });

  it('has a morning as its evening, flat, on the equator at an equinox', () => {
    const place = { latitudeDeg: 0, longitudeDeg: 0 };
    const system = pvSystem({
      ...place,
      arrays: [{ dcCapacityW: 1_000, tiltDeg: 0, azimuthDeg: 0 }],
      inverter: { acCapacityW: 900 },
    });
    // the sun of 20 March 2026 passes the meridian 7.4 min after noon
    const startMs = Date.UTC(2026, 2, 20) + 7.4 * 60_000;
    const atMs = Float64Array.from({ length: 48 }, (_, i) => startMs + (i + 0.5) * stepMs);
    const ghiWm2 = haurwitz(sunPosition({ ...place, atMs }));
    const series = createSeries({ startMs, stepMs, columns: { ghiWm2 } });
    const { acPowerW } = simulate(system, { label: 'start', series }).columns;
    for (let i = 0; i < 24; i++) expect(Math.abs(acPowerW[i]! - acPowerW[47 - i]!)).toBeLessThan(2);
  });
});
