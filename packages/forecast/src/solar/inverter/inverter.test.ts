import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pvwattsInverter, sandiaAc, sandiaInverter } from './index.ts';

const sandia = {
  pacoW: 2216,
  pdcoW: 2282.15,
  vdcoV: 981.4,
  psoW: 3.42,
  c0: -4.014e-6,
  c1: -4.8213e-5,
  c2: -0.0016943,
  c3: -0.0028047,
  pntW: 1.96,
};

describe('inverters', () => {
  it('have the values of pvlib 0.15.2', () => {
    expect(sandiaAc({ ...sandia, dcVoltageV: 838.28, dcPowerW: 2062.523 })).toBeCloseTo(1991.319099292402, 9);
    expect(sandiaAc({ ...sandia, dcVoltageV: 740.65, dcPowerW: 1.71 })).toBe(-1.96);
  });

  it('never deliver more than they get, nor more than their limit, and more for more', () => {
    const models = [sandiaInverter(sandia), pvwattsInverter({ acCapacityW: 2_216 })];
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 4_000, noNaN: true }),
        fc.double({ min: 700, max: 1_100, noNaN: true }),
        (dc, volt) => {
          for (const model of models) {
            const [less, more] = model.acPowerW([
              { dcPowerW: Float64Array.of(dc / 2, dc), dcVoltageV: new Float64Array(2).fill(volt) },
            ]);
            expect(more).toBeLessThanOrEqual(Math.min(dc, model.acCapacityW));
            expect(more).toBeGreaterThanOrEqual(less! - 1e-9);
          }
        },
      ),
    );
  });

  it('see two equal arrays as one of twice the power', () => {
    for (const model of [sandiaInverter(sandia), pvwattsInverter({ acCapacityW: 2_216 })]) {
      const half = { dcPowerW: Float64Array.of(0, 500), dcVoltageV: Float64Array.of(900, 900) };
      const whole = { dcPowerW: Float64Array.of(0, 1_000), dcVoltageV: Float64Array.of(900, 900) };
      expect(model.acPowerW([half, half])[1]).toBeCloseTo(model.acPowerW([whole])[1]!, 9);
    }
  });

  it('refuse what cannot be', () => {
    const refused = expect.objectContaining({ code: 'SOLAR_RANGE' });
    expect(() => sandiaInverter({ ...sandia, pdcoW: 1_000 })).toThrowError(refused);
    expect(() => pvwattsInverter({ acCapacityW: 0 })).toThrowError(refused);
  });
});
