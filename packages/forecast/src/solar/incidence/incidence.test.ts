import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ashraeIncidence,
  iamAshrae,
  iamMartinRuiz,
  iamMartinRuizDiffuse,
  iamPhysical,
  iamSchlick,
  iamSchlickDiffuse,
  marionDiffuse,
  martinRuizIncidence,
  physicalIncidence,
  schlickIncidence,
} from './index.ts';

const family = [
  physicalIncidence(),
  physicalIncidence({ nCoating: 1.29 }),
  ashraeIncidence(),
  martinRuizIncidence(),
  schlickIncidence,
];

describe('incidence-angle modifiers', () => {
  it('give the values of pvlib 0.15.2', () => {
    expect(iamAshrae({ aoiDeg: 30, b: 0.0869 })).toBeCloseTo(0.986556523214843, 12);
    expect(iamMartinRuiz({ aoiDeg: 30, aR: 0.1874 })).toBeCloseTo(0.9949495933932206, 12);
    expect(iamSchlick({ aoiDeg: 30 })).toBeCloseTo(0.9999568369342299, 12);
    const martinRuiz = iamMartinRuizDiffuse({ surfaceTiltDeg: 10, aR: 0.1488 });
    expect(martinRuiz.sky).toBeCloseTo(0.9580874989719241, 12);
    expect(martinRuiz.ground).toBeCloseTo(0.46879454218305394, 12);
    const schlick = iamSchlickDiffuse({ surfaceTiltDeg: 10 });
    expect(schlick.sky).toBeCloseTo(0.9566698345585745, 12);
    expect(schlick.ground).toBeCloseTo(0.39205524119807933, 12);
    const marion = marionDiffuse({ incidence: physicalIncidence(), surfaceTiltDeg: 10 });
    expect(marion.sky).toBeCloseTo(0.9484151464450267, 12);
    expect(marion.horizon).toBeCloseTo(0.5432283063001768, 12);
    expect(marion.ground).toBeCloseTo(0.4211847194672818, 12);
  });

  it.each(family)('$id is 1 from the front, 0 from 90° on, and never rises between', (model) => {
    const angles = Float64Array.from({ length: 181 }, (_, i) => i);
    const modifier = model.modifier(angles);
    expect(modifier[0]).toBeCloseTo(1, 12);
    for (let i = 1; i < 90; i++) expect(modifier[i]).toBeLessThanOrEqual(modifier[i - 1]!);
    for (let i = 90; i <= 180; i++) expect(Math.abs(modifier[i]!)).toBeLessThan(1e-9);
    expect(model.modifier(Float64Array.of(Number.NaN))[0]).toBeNaN();
  });

  it('of diffuse light stay between 0 and 1 at any tilt', () => {
    const any = fc.double({ min: 0, max: 180, noNaN: true });
    const edge = fc.double({ min: -9, max: 0, noNaN: true }).map((power) => 10 ** power);
    const tilts = fc.oneof(
      any,
      edge,
      edge.map((each) => 180 - each),
      fc.constantFrom(0, 90, 180),
    );
    fc.assert(
      fc.property(tilts, (surfaceTiltDeg) => {
        const shares = [
          iamSchlickDiffuse({ surfaceTiltDeg }),
          iamMartinRuizDiffuse({ surfaceTiltDeg }),
          marionDiffuse({ incidence: schlickIncidence, surfaceTiltDeg }),
        ];
        for (const { sky, ground } of shares) {
          for (const share of [sky, ground]) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('of a sliver of sky or ground vanish with its width', () => {
    expect(iamSchlickDiffuse({ surfaceTiltDeg: 0 })).toEqual({ sky: expect.closeTo(20 / 21, 12), ground: 0 });
    expect(iamSchlickDiffuse({ surfaceTiltDeg: 180 })).toEqual({ sky: 0, ground: expect.closeTo(20 / 21, 12) });
    for (const widthDeg of [0.0099, 0.0101]) {
      const { sky } = iamSchlickDiffuse({ surfaceTiltDeg: 180 - widthDeg });
      expect(sky / widthDeg).toBeCloseTo(0.04937, 4);
      expect(iamSchlickDiffuse({ surfaceTiltDeg: widthDeg }).ground).toBeCloseTo(sky, 6);
    }
  });

  it('of sky light by the closed integral and by summing agree', () => {
    for (const surfaceTiltDeg of [5, 30, 60, 90]) {
      const summed = marionDiffuse({ incidence: schlickIncidence, surfaceTiltDeg });
      expect(summed.sky).toBeCloseTo(iamSchlickDiffuse({ surfaceTiltDeg }).sky, 3);
    }
  });

  it('writes to the array that it is given', () => {
    const out = new Float64Array(2);
    expect(iamPhysical({ aoiDeg: Float64Array.of(0, 90), out })).toBe(out);
    expect(out[0]).toBe(1);
  });

  it('refuses a tilt that cannot be', () => {
    const refused = expect.objectContaining({ code: 'SOLAR_RANGE' });
    expect(() => iamMartinRuizDiffuse({ surfaceTiltDeg: 181 })).toThrowError(refused);
    expect(() => iamMartinRuiz({ aoiDeg: 1, aR: 0 })).toThrowError(refused);
  });
});
