import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipping, kimberSoiling, snowCoverage, snowDcLoss, transformerPower } from './index.ts';

const day = 86_400_000;

describe('soiling', () => {
  it('grows by a share a day, to its limit', () => {
    expect(kimberSoiling({ rainfallMm: new Float64Array(11), stepMs: day })[10]).toBeCloseTo(0.015, 12);
    expect(kimberSoiling({ rainfallMm: new Float64Array(400), stepMs: day })[399]).toBe(0.3);
    const hourly = kimberSoiling({ rainfallMm: new Float64Array(241), stepMs: day / 24 });
    expect(hourly[240]).toBeCloseTo(0.015, 12);
  });

  it('is washed off by rain above the threshold, and by hand', () => {
    const rainfallMm = new Float64Array(60);
    rainfallMm[20] = 7;
    rainfallMm[40] = 5;
    const soiling = kimberSoiling({ rainfallMm, stepMs: day, washedAt: [50] });
    expect(soiling[19]).toBeCloseTo(0.0285, 12);
    expect([soiling[20], soiling[33], soiling[50]]).toEqual([0, 0, 0]);
    expect(soiling[34]).toBeCloseTo(0.0015, 12);
    expect(soiling[49]).toBeCloseTo(0.024, 12);
  });
});

describe('snow', () => {
  it('covers, then slides off in the light or warmth', () => {
    const weather = { poaWm2: Float64Array.of(0, 0, 400), airTemperatureC: new Float64Array(3) };
    const fallen = snowCoverage({
      ...weather,
      snowfallCm: Float64Array.of(0, 5, 0),
      surfaceTiltDeg: 30,
      stepMs: day / 24,
    });
    expect(fallen[0]).toBe(0);
    expect(fallen[1]).toBe(1);
    expect(fallen[2]).toBeCloseTo(0.9015, 12);
    expect(snowDcLoss({ coverage: 0.3, strings: 4 })).toBe(0.5);
    expect(snowDcLoss({ coverage: 0, strings: 4 })).toBe(0);
  });

  it('lies where it is too cold', () => {
    const fallen = snowCoverage({
      poaWm2: Float64Array.of(0, 100, 100),
      airTemperatureC: new Float64Array(3).fill(-10),
      snowfallCm: Float64Array.of(2, 0, 0),
      surfaceTiltDeg: 30,
      stepMs: day / 24,
    });
    expect([...fallen]).toEqual([1, 1, 1]);
  });
});

describe('transformer and clipping', () => {
  const transformer = { ratedVa: 2_000, noLoadLoss: 0.002, loadLoss: 0.01 };

  it('loses a constant part and one with the square of the load', () => {
    const left = transformerPower({ ...transformer, inputPowerW: 1_000 });
    expect(left).toBeCloseTo(991.0887157871917, 9);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2_000, noNaN: true }), (inputPowerW) => {
        const out = transformerPower({ ...transformer, inputPowerW });
        expect(out + 4 + 20 * (out / 2_000) ** 2).toBeCloseTo(inputPowerW, 8);
      }),
    );
  });

  it('splits power at a limit', () => {
    expect(clipping({ powerW: 5_400, limitW: 5_000 })).toBe(400);
    expect([...clipping({ powerW: Float64Array.of(-3, 4_000, Number.NaN), limitW: 5_000 })]).toEqual([
      0,
      0,
      Number.NaN,
    ]);
  });
});
