import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extraRadiation } from '../extraRadiation.ts';
import { boland, bolandDecomposition } from './boland.ts';
import { defineClearnessDecomposition } from './ClearnessDecomposition.ts';
import { dirint } from './dirint.ts';
import { dirintDecomposition } from './dirintDecomposition.ts';
import { disc } from './disc.ts';
import { discDecomposition } from './discDecomposition.ts';
import { erbs } from './erbs.ts';
import { erbsDriesse } from './erbsDriesse.ts';
import { orgillHollands } from './orgillHollands.ts';

/** A row of pvlib 0.15.2's values. */
const morning = { ghiWm2: 533.66, zenithDeg: 39.5581, dniExtraWm2: 1358.948094538876 };
const fitted = { dniExtraWm2: extraRadiation({ dayOfYear: 269, solarConstantWm2: 1370 }), pressurePa: 83_890.3 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const sky = fc.record({ ghiWm2: number(0, 1500), zenithDeg: number(0, 180), dniExtraWm2: number(1320, 1415) });

describe('decomposition by clearness', () => {
  it.each([
    ['erbs', erbs, 249.53673771624665, 341.27237048153796],
    ['erbsDriesse', erbsDriesse, 249.59910407315706, 341.22428731880404],
    ['boland', boland, 200.64213790385074, 378.96908896976817],
    ['orgillHollands', orgillHollands, 263.17561043696224, 330.75708357005226],
  ] as const)('%s matches pvlib', (_, split, dniWm2, dhiWm2) => {
    const parts = split(morning);
    expect(parts.dniWm2).toBeCloseTo(dniWm2, 9);
    expect(parts.dhiWm2).toBeCloseTo(dhiWm2, 9);
    expect(parts.kt).toBeCloseTo(0.5093533095794869, 12);
  });

  it('gives the documented values of other coefficients and of own fractions', () => {
    const hourly = bolandDecomposition({ aCoeff: 7.997, bCoeff: 0.586 });
    expect(hourly({ ...morning, dniExtraWm2: 1358.948 }).dhiWm2).toBeCloseTo(346.1382, 3);
    const fog = defineClearnessDecomposition({ id: 'fog', source: 'me', diffuseFraction: () => 1 });
    const parts = fog({ ghiWm2: 200, zenithDeg: 60, dniExtraWm2: 1366 });
    expect(parts).toEqual({ dniWm2: 0, dhiWm2: 200, kt: expect.closeTo(0.29283, 5) });
  });

  it('loses nothing and makes no NaN, at any place of the sun', () => {
    fc.assert(
      fc.property(sky, (given) => {
        for (const split of [erbs, erbsDriesse, boland, orgillHollands]) {
          const { dniWm2, dhiWm2 } = split(given);
          expect(dniWm2).toBeGreaterThanOrEqual(0);
          const beam = dniWm2 === 0 ? 0 : dniWm2 * Math.cos((given.zenithDeg * Math.PI) / 180);
          expect(beam + dhiWm2).toBeCloseTo(given.ghiWm2, 8);
        }
      }),
    );
  });

  it('takes NaN for missing', () => {
    expect(erbs({ ...morning, ghiWm2: Number.NaN }).dniWm2).toBeNaN();
    expect(boland({ ...morning, ghiWm2: Number.NaN }).dhiWm2).toBeNaN();
  });

  it('is continuous where Erbs is made so', () => {
    for (const kt of [0.216, 0.792]) {
      const at = (index: number) => erbsDriesse({ ghiWm2: 1000 * index, zenithDeg: 0, dniExtraWm2: 1000 }).dhiWm2;
      expect(at(kt + 1e-9) - at(kt - 1e-9)).toBeCloseTo(0, 5);
    }
  });
});

describe('disc', () => {
  it('matches pvlib', () => {
    const beam = disc({ ...morning, ...fitted });
    expect(beam.dniWm2).toBeCloseTo(177.91116784407302, 9);
    expect(beam.kt).toBeCloseTo(0.5079033257055015, 12);
    expect(beam.airmass).toBeCloseTo(1.072474061813941, 12);
  });

  it('has no beam with the sun down', () => {
    expect(disc({ ...morning, zenithDeg: 100 }).dniWm2).toBe(0);
  });
});

describe('dirint', () => {
  const ghiWm2 = Float64Array.of(1021.63, 533.66);
  const zenithDeg = Float64Array.of(26.5304, 39.5581);

  it('matches pvlib without neighbours', () => {
    const beam = dirint({ ghiWm2, zenithDeg, ...fitted, useDeltaKtPrime: false });
    expect(Array.from(beam)).toEqual([expect.closeTo(965.4845849882456, 8), expect.closeTo(199.14130750290624, 8)]);
  });

  it('corrects by the neighbours and the dew point', () => {
    expect(dirint({ ghiWm2, zenithDeg, ...fitted })[0]).toBeCloseTo(752.409558012991, 8);
    expect(dirint({ ghiWm2, zenithDeg, ...fitted, temperatureDewC: 17.82 })[0]).toBeCloseTo(477.1689590523909, 8);
  });

  it('is 0 at night and finite for a lone hour of light', () => {
    const lone = dirint({ ghiWm2: Float64Array.of(0, 100, 0), zenithDeg: Float64Array.of(95, 85, 95), ...fitted });
    expect(lone[0]).toBe(0);
    expect(lone[1]).toBeGreaterThan(0);
    expect(lone[2]).toBe(0);
  });

  it('writes to the given output and refuses one of another length', () => {
    const out = new Float64Array(2);
    expect(dirint({ ghiWm2, zenithDeg, ...fitted, out })).toBe(out);
    expect(() => dirint({ ghiWm2, zenithDeg, ...fitted, out: new Float64Array(3) })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_LENGTHS' }),
    );
  });
});

describe('as parts of a system', () => {
  it('leave what is not beam to the diffuse light', () => {
    fc.assert(
      fc.property(fc.array(sky, { minLength: 1, maxLength: 30 }), (series) => {
        const input = {
          ghiWm2: Float64Array.from(series, (each) => each.ghiWm2),
          zenithDeg: Float64Array.from(series, (each) => each.zenithDeg),
          dniExtraWm2: Float64Array.from(series, (each) => each.dniExtraWm2),
        };
        for (const model of [discDecomposition(), dirintDecomposition({ pressurePa: 95_000 }), erbs]) {
          const { dniWm2, dhiWm2 } = model.decompose(input);
          for (let i = 0; i < series.length; i++) {
            expect(dniWm2[i]).toBeGreaterThanOrEqual(0);
            expect(dhiWm2[i]).toBeGreaterThanOrEqual(-1e-9);
            const beam = dniWm2[i]! * Math.max(Math.cos((input.zenithDeg[i]! * Math.PI) / 180), 0);
            expect(beam + dhiWm2[i]!).toBeCloseTo(input.ghiWm2[i]!, 8);
          }
        }
      }),
    );
  });
});
