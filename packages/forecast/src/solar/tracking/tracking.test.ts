import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskingAngle, shadedFraction, skyDiffusePassias } from '../shading/index.ts';
import { projectedSolarZenith, singleAxis, surfaceOrientation } from './index.ts';

const angle = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('single-axis tracker', () => {
  it('has the values of pvlib 0.15.2', () => {
    const sloped = singleAxis({
      apparentZenithDeg: 80.2805,
      solarAzimuthDeg: 296.2578,
      axisTiltDeg: 4.764,
      axisAzimuthDeg: 33.826,
      maxAngleDeg: 45,
      gcr: 0.596,
      crossAxisTiltDeg: 8.105,
    });
    expect(sloped.trackerThetaDeg).toBeCloseTo(7.3753565069259395, 10);
    expect(sloped.aoiDeg).toBeCloseTo(88.23884201179706, 10);
    expect(sloped.surfaceTiltDeg).toBeCloseTo(8.773028433006644, 10);
    expect(sloped.surfaceAzimuthDeg).toBeCloseTo(91.14082261603761, 10);
    const sun = { solarZenithDeg: 15.8318, solarAzimuthDeg: 137.6418, axisTiltDeg: 0, axisAzimuthDeg: 180 };
    expect(projectedSolarZenith(sun)).toBeCloseTo(-10.816562035746756, 10);
    expect(surfaceOrientation({ trackerThetaDeg: -10.816562035746756, axisAzimuthDeg: 180 })).toEqual({
      surfaceTiltDeg: expect.closeTo(10.816562035746747, 10),
      surfaceAzimuthDeg: expect.closeTo(90, 10),
    });
  });

  it('writes to the arrays that it is given', () => {
    const trackerThetaDeg = new Float64Array(2);
    const sun = { apparentZenithDeg: Float64Array.of(30, 60), solarAzimuthDeg: 90 };
    expect(singleAxis({ ...sun, out: { trackerThetaDeg } }).trackerThetaDeg).toBe(trackerThetaDeg);
    expect([...trackerThetaDeg]).toEqual([expect.closeTo(30, 9), expect.closeTo(60, 9)]);
  });

  it('has no place at night', () => {
    const night = singleAxis({ apparentZenithDeg: Float64Array.of(91, Number.NaN), solarAzimuthDeg: 100 });
    for (const column of Object.values(night)) expect([...column]).toEqual([Number.NaN, Number.NaN]);
  });

  it('stays within its limit, and never shades its neighbour while it tracks back', () => {
    fc.assert(
      fc.property(
        // low suns above all: there rows shade one another
        fc.oneof(angle(0, 90), angle(75, 90)),
        angle(0, 360),
        angle(0, 30),
        angle(0, 360),
        angle(0.05, 1),
        angle(-15, 15),
        // one that cannot lie as flat as the ground between its rows cannot keep clear of them
        angle(15, 90),
        (solarZenithDeg, solarAzimuthDeg, axisTiltDeg, axisAzimuthDeg, gcr, crossAxisTiltDeg, maxAngleDeg) => {
          const rows = { axisTiltDeg, axisAzimuthDeg, gcr, crossAxisTiltDeg };
          const sun = { solarZenithDeg, solarAzimuthDeg };
          const { trackerThetaDeg, aoiDeg } = singleAxis({
            ...rows,
            apparentZenithDeg: solarZenithDeg,
            solarAzimuthDeg,
            maxAngleDeg,
          });
          expect(Math.abs(trackerThetaDeg)).toBeLessThanOrEqual(maxAngleDeg);
          expect(aoiDeg).toBeGreaterThanOrEqual(0);
          // a sun behind the slope shines on no row: there is nothing to track back from
          const acrossDeg = projectedSolarZenith({ ...sun, ...rows });
          if (Math.abs(acrossDeg - crossAxisTiltDeg) >= 90) return;
          const share = shadedFraction({ ...rows, ...sun, rotationDeg: trackerThetaDeg });
          const seenWidth = Math.cos(((trackerThetaDeg - acrossDeg) * Math.PI) / 180);
          // the shadow's width as the sun sees it: what of the beam is lost, to the last digits at any height
          expect(share * seenWidth).toBeLessThan(1e-13);
          // at the very horizon both widths vanish, and their ratio is rounding over rounding
          if (90 - Math.abs(acrossDeg - crossAxisTiltDeg) > 0.01) expect(share).toBeLessThan(1e-10);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('faces the sun as closely as any rotation can, without back-tracking', () => {
    fc.assert(
      fc.property(angle(0, 90), angle(0, 360), angle(-90, 90), (apparentZenithDeg, solarAzimuthDeg, other) => {
        const best = singleAxis({ apparentZenithDeg, solarAzimuthDeg, backtrack: false });
        const { surfaceTiltDeg, surfaceAzimuthDeg } = surfaceOrientation({ trackerThetaDeg: other });
        const z = (apparentZenithDeg * Math.PI) / 180;
        const tilt = (surfaceTiltDeg * Math.PI) / 180;
        const turn = ((solarAzimuthDeg - surfaceAzimuthDeg) * Math.PI) / 180;
        const cosine = Math.cos(z) * Math.cos(tilt) + Math.sin(z) * Math.sin(tilt) * Math.cos(turn);
        expect(Math.cos((best.aoiDeg * Math.PI) / 180)).toBeGreaterThanOrEqual(cosine - 1e-9);
      }),
    );
  });

  it('refuses a tracker that cannot be', () => {
    const sun = { apparentZenithDeg: 30, solarAzimuthDeg: 100 };
    const refused = expect.objectContaining({ code: 'SOLAR_RANGE' });
    expect(() => singleAxis({ ...sun, gcr: 1.2 })).toThrowError(refused);
    expect(() => singleAxis({ ...sun, maxAngleDeg: -5 })).toThrowError(refused);
  });
});

describe('row-to-row shading', () => {
  it('follows from the widths that the sun sees', () => {
    const west = { solarAzimuthDeg: 270, axisAzimuthDeg: 180, gcr: 0.5 };
    // facing the sun: a row of 1 covers one 2 cos 80° away: 1 - 0.347296
    expect(shadedFraction({ ...west, solarZenithDeg: 80, rotationDeg: 80 })).toBeCloseTo(0.652704, 6);
    expect(shadedFraction({ ...west, solarZenithDeg: 30, rotationDeg: 30 })).toBe(0);
    expect(shadedFraction({ ...west, solarZenithDeg: 80, rotationDeg: -30 })).toBe(0);
    expect(shadedFraction({ ...west, solarZenithDeg: 95, rotationDeg: 60 })).toBe(0);
  });

  it('hides a little of the sky', () => {
    const maskingAngleDeg = maskingAngle({ surfaceTiltDeg: 20, gcr: 0.5 });
    expect(maskingAngleDeg).toBeCloseTo(17.878, 3);
    expect(skyDiffusePassias({ maskingAngleDeg })).toBeCloseTo(0.024144, 6);
    expect(maskingAngle({ surfaceTiltDeg: 20, gcr: 0.5, slantHeight: 1 })).toBe(0);
  });
});
