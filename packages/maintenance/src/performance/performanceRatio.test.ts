import { createSeries } from '@usina/core/series';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finalYield, performanceRatio, referenceYield } from './index.ts';

const hourMs = 3_600_000;
const nan = Number.NaN;

function plant(acPowerW: number[], poaWm2: number[], moduleTemperatureC: number[] = acPowerW.map(() => 50)) {
  const grid = { startMs: 0, stepMs: hourMs };
  return {
    unit: { assetId: 'roof', dcCapacityW: 10_000, series: createSeries({ ...grid, columns: { acPowerW } }) },
    weather: createSeries({ ...grid, columns: { poaWm2, moduleTemperatureC } }),
  };
}

describe('performance ratio', () => {
  it('is final over reference yield, and higher at 25 °C for hot modules', () => {
    const result = performanceRatio({ ...plant([6_480], [800]), temperatureCoefficientPerC: -0.004 });
    expect(result).toMatchObject({ ok: true, evidence: { coverage: 1, rule: 'IEC 61724-1:2021 performance ratio' } });
    if (!result.ok) return;
    expect(result.value.ratio).toBeCloseTo(0.81, 12);
    expect(result.value.temperatureCorrected).toBeCloseTo(0.9, 12);
    expect(result.value).toMatchObject({
      finalYieldH: 0.648,
      referenceYieldH: 0.8,
      energyWh: 6_480,
      irradiationWhM2: 800,
    });
  });

  it('gives the yields of the examples', () => {
    expect(finalYield({ energyWh: 45_000, dcCapacityW: 10_000 })).toBe(4.5);
    expect(referenceYield({ irradiationWhM2: 5_500 })).toBe(5.5);
  });

  it('takes energy and sun from the same intervals only', () => {
    const result = performanceRatio({ ...plant([8_000, 9_000, nan], [1_000, nan, 500]), minCoverage: 0.3 });
    expect(result).toMatchObject({ ok: true, value: { ratio: 0.8 } });
    // the missing hour counts as the 750 W/m² between its neighbours: 1000 of 2250
    expect(result.evidence.coverage).toBeCloseTo(4 / 9, 12);
    expect(result.evidence.notes).toContain('No temperature correction: coefficient not given.');
  });

  it('answers insufficient data instead of a guess', () => {
    const { unit, weather } = plant([8_000, nan], [1_000, 500]);
    expect(performanceRatio({ unit: { ...unit, dcCapacityW: -5 }, weather })).toMatchObject({
      ok: false,
      message: expect.stringContaining('is -5 W, expected above 0'),
    });
    expect(performanceRatio({ unit: { ...unit, dcCapacityW: undefined }, weather })).toMatchObject({
      reason: 'noNameplate',
    });
    expect(performanceRatio({ unit })).toMatchObject({ ok: false, reason: 'noIrradiance' });
    expect(performanceRatio({ unit, weather })).toMatchObject({ reason: 'lowCoverage', evidence: { coverage: 2 / 3 } });
    expect(performanceRatio(plant([0], [0]))).toMatchObject({ reason: 'noSun' });
  });

  it('counts the offset of a pyranometer at night as no sun', () => {
    const result = performanceRatio(plant([0, 8_000, 0], [-8, 1_000, -8]));
    expect(result).toMatchObject({ ok: true, value: { ratio: 0.8, irradiationWhM2: 1_000 } });
  });

  it('asks for the hours with sun: two hours missing at noon are not made up for by the night', () => {
    const day = Array.from({ length: 24 }, (_, hour) => Math.max(0, 1_000 * Math.sin(((hour - 6) / 12) * Math.PI)));
    const gap = day.map((sun, hour) => (hour === 11 || hour === 12 ? nan : sun));
    const noonMissing = performanceRatio(
      plant(
        gap.map((sun) => 8 * sun),
        [...day],
      ),
    );
    expect(noonMissing).toMatchObject({ ok: false, reason: 'lowCoverage' });
    expect(noonMissing.evidence.coverage).toBeCloseTo(1 - 1_965.93 / 7_595.75, 4);
    const nightMissing = day.map((sun, hour) => (hour < 5 ? nan : 8 * sun));
    expect(performanceRatio(plant(nightMissing, [...day]))).toMatchObject({ ok: true, evidence: { coverage: 1 } });
  });

  it('leaves out values that are flagged', () => {
    const { unit, weather } = plant([8_000, 80_000], [1_000, 1_000]);
    const series = { ...unit.series, quality: { acPowerW: Uint16Array.from([0, 2]) } };
    const result = performanceRatio({ unit: { ...unit, series }, weather, minCoverage: 0.5 });
    expect(result).toMatchObject({ ok: true, value: { ratio: 0.8 } });
  });

  it('does not depend on the size of the plant', () => {
    const watts = fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(watts, fc.integer({ min: 1, max: 1_000 }), (power, size) => {
        const sun = power.map((value) => value / 10 + 1);
        const small = performanceRatio(plant(power, sun));
        const large = plant(
          power.map((value) => value * size),
          sun,
        );
        const ratio = performanceRatio({ ...large, unit: { ...large.unit, dcCapacityW: 10_000 * size } });
        expect(small.ok && ratio.ok && Math.abs(small.value.ratio - ratio.value.ratio) < 1e-9).toBe(true);
      }),
    );
  });

  it('refuses weather on another grid', () => {
    const { unit } = plant([1], [1]);
    const weather = createSeries({ startMs: 0, stepMs: 900_000, columns: { poaWm2: [1] } });
    expect(() => performanceRatio({ unit, weather })).toThrow(
      expect.objectContaining({ code: 'MAINTENANCE_GRID_DIFFERS' }),
    );
  });
});
