import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poaIrradiance } from '../poaIrradiance.ts';
import { relativeAirmass } from '../relativeAirmass.ts';
import { hayDavies } from './hayDavies.ts';
import { isotropic } from './isotropic.ts';
import { king } from './king.ts';
import { klucher } from './klucher.ts';
import { perez } from './perez.ts';
import { perezDriesse } from './perezDriesse.ts';
import { reindl } from './reindl.ts';

/** A row of pvlib 0.15.2's values: low sun, clear, a steep plane. */
const low = {
  surfaceTiltDeg: 64.479,
  surfaceAzimuthDeg: 56.189,
  solarZenithDeg: 83.4825,
  solarAzimuthDeg: 49.66125,
  dniWm2: 1007.25,
  ghiWm2: 133.1,
  dhiWm2: 16.05,
  dniExtraWm2: 1343.5799749305056,
  relativeAirmass: 8.2296039255698,
};
const models = { isotropic, klucher, hayDavies, reindl, king, perez, perezDriesse };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('transposition', () => {
  it.each([
    ['isotropic', 11.482506108419447],
    ['klucher', 24.46559927111346],
    ['hayDavies', 102.48599195595584],
    ['reindl', 102.89041273537569],
    ['king', 47.912680584604615],
    ['perez', 51.2609141983236],
    ['perezDriesse', 49.26913992166418],
  ] as const)('%s matches pvlib', (name, expected) => {
    expect(models[name](low)).toBeCloseTo(expected, 9);
    expect(models[name].id).toBe(name);
  });

  it('gives the parts of Hay-Davies and Perez', () => {
    const two = hayDavies.components(low);
    expect(two.isotropicWm2).toBeCloseTo(2.8743439643656803, 9);
    expect(two.circumsolarWm2).toBeCloseTo(99.61164799159016, 9);
    expect(two.horizonWm2).toBe(0);
    const three = perez.components({ ...low, dhiWm2: Float64Array.of(16.05, 0) });
    expect(three.isotropicWm2[0]).toBeCloseTo(8.24912375125984, 9);
    expect(three.circumsolarWm2[0]).toBeCloseTo(37.4159477706963, 9);
    expect(three.horizonWm2[0]).toBeCloseTo(5.595842676367462, 9);
    expect(three.horizonWm2[1]).toBe(0);
  });

  it('is finite and not negative anywhere, sun up or down', () => {
    fc.assert(
      fc.property(
        fc.record({
          surfaceTiltDeg: number(0, 180),
          surfaceAzimuthDeg: number(0, 360),
          solarZenithDeg: number(0, 180),
          solarAzimuthDeg: number(0, 360),
          dhiWm2: number(0, 600),
          dniWm2: number(0, 1100),
          dniExtraWm2: number(1320, 1415),
        }),
        (given) => {
          const airmass = relativeAirmass({ zenithDeg: given.solarZenithDeg });
          for (const model of Object.values(models)) {
            expect(model({ ...given, relativeAirmass: airmass })).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });

  it('is the horizontal irradiance on a flat plane', () => {
    fc.assert(
      fc.property(number(0, 80), number(0, 360), number(1, 900), number(1, 400), (zenith, azimuth, dniWm2, dhiWm2) => {
        const ghiWm2 = dniWm2 * Math.cos((zenith * Math.PI) / 180) + dhiWm2;
        const flat = { ...low, surfaceTiltDeg: 0, solarZenithDeg: zenith, solarAzimuthDeg: azimuth, dniWm2, dhiWm2 };
        const sky = { ...flat, ghiWm2, relativeAirmass: relativeAirmass({ zenithDeg: zenith }) };
        for (const transposition of [isotropic, hayDavies, reindl, king, perez, perezDriesse]) {
          expect(poaIrradiance({ ...sky, transposition }).poaWm2).toBeCloseTo(ghiWm2, 6);
        }
      }),
    );
  });

  it('takes the global irradiance from its parts where it is not given', () => {
    const ghiWm2 = low.dhiWm2 + low.dniWm2 * Math.cos((low.solarZenithDeg * Math.PI) / 180);
    const { ghiWm2: _, ...parts } = low;
    for (const model of [klucher, reindl, king]) expect(model(parts)).toBeCloseTo(model({ ...low, ghiWm2 }), 9);
  });

  it('is unknown where something is that it reads', () => {
    const high = { ...low, solarZenithDeg: 40, solarAzimuthDeg: 60, dhiWm2: 100, dniWm2: 700, relativeAirmass: 1.3 };
    for (const model of Object.values(models)) {
      for (const name of Object.keys(high).filter((each) => each !== 'relativeAirmass')) {
        const reads = model({ ...high, [name]: (high[name as keyof typeof high] as number) * 0.1 }) !== model(high);
        const got = model({ ...high, [name]: Number.NaN });
        expect(got, `${model.id} ${name}`).toBe(reads ? Number.NaN : model(high));
      }
    }
  });

  it('is dark without light', () => {
    for (const model of Object.values(models)) expect(model({ ...low, dhiWm2: 0, dniWm2: 0, ghiWm2: 0 })).toBe(0);
  });

  it('brightens with the diffuse light, beam apart', () => {
    for (const model of [isotropic, hayDavies]) {
      expect(model({ ...low, dhiWm2: 32.1 })).toBeCloseTo(2 * model(low), 9);
    }
  });
});
