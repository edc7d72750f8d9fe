import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  faimanTemperature,
  noctSam,
  noctSamTemperature,
  pvsystCell,
  pvsystTemperature,
  ross,
  rossTemperature,
  sapmModule,
  sapmTemperature,
} from './index.ts';

const hot = { poaWm2: 800, airTemperatureC: 38.32, windSpeedMps: 0.05 };
const plate = { noctC: 50.46, moduleEfficiency: 0.1825, arrayHeight: 2, mountStandoffIn: 0.41 } as const;
const family = [
  sapmTemperature(),
  faimanTemperature(),
  pvsystTemperature(),
  noctSamTemperature(plate),
  rossTemperature({ noctC: 45 }),
];

describe('cell temperature', () => {
  it('has the values of pvlib 0.15.2', () => {
    expect(sapmModule({ ...hot, a: -2.81, b: -0.0455 })).toBeCloseTo(86.37454537266575, 9);
    expect(pvsystCell({ ...hot, uC: 15, moduleEfficiency: 0.1825, alphaAbsorption: 0.8 })).toBeCloseTo(73.2, 9);
    expect(noctSam({ ...hot, ...plate, effectiveIrradianceWm2: 796.22 })).toBeCloseTo(101.34962712289743, 9);
    expect(noctSam({ ...hot, ...plate })).toBeCloseTo(101.42582961269012, 9);
    expect(ross({ ...hot, noctC: 50.46 })).toBeCloseTo(68.78, 9);
  });

  it.each(family)('$id is that of the air in the dark, and no lower in the light', (model) => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(number(0, 1_400), number(-40, 55), number(0, 30), (poa, air, wind) => {
        const [dark, dim, bright] = model.cellTemperatureC({
          poaWm2: Float64Array.of(0, poa / 2, poa),
          effectiveWm2: Float64Array.of(0, poa / 2, poa),
          airTemperatureC: new Float64Array(3).fill(air),
          windSpeedMps: new Float64Array(3).fill(wind),
        });
        expect(dark! - air).toBeCloseTo(0, 12);
        expect(dim).toBeGreaterThanOrEqual(air - 1e-9);
        expect(bright).toBeGreaterThanOrEqual(dim! - 1e-9);
      }),
    );
  });

  it('is that of the air by NOCT where no light passes the front', () => {
    const at = (poaWm2: number, effectiveIrradianceWm2: number) =>
      noctSam({ ...hot, ...plate, poaWm2, effectiveIrradianceWm2 });
    expect([at(0, 0), at(5, 0), at(0, 5)]).toEqual([hot.airTemperatureC, hot.airTemperatureC, hot.airTemperatureC]);
    expect(at(Number.NaN, 0)).toBeNaN();
  });

  it('adds to the NOCT what a small gap behind the modules does', () => {
    const at = (mountStandoffIn: number) => noctSam({ ...hot, ...plate, mountStandoffIn });
    expect([0.4, 1, 2, 3, 4].map((gap) => Math.round(at(gap) - at(4)))).toEqual(
      [18, 11, 6, 2, 0].map((rise) => Math.round(((at(4) - 38.32) / 30.46) * rise)),
    );
  });
});
