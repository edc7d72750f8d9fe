import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createSeries } from '@usina/core/series';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../tools/sharedData.ts';
import { airDensity, curvePower, fitPowerCurve, simulateWind, windSpeedAtHeight, windTurbine } from './index.ts';

const curve = { windSpeedMps: [3, 4, 12, 25], powerW: [0, 1_000, 11_000, 11_000] };
const turbine = windTurbine({ hubHeightM: 18, regulation: 'pitch', curve });
const hour = 3_600_000;
const windy = (windSpeedMps: number[], rest: Record<string, number[]> = {}) =>
  createSeries({ startMs: 0, stepMs: hour, columns: { windSpeedMps, ...rest } });

describe('wind', () => {
  it('has the density of the standard atmosphere', () => {
    expect(airDensity({ airTemperatureC: 15 })).toBeCloseTo(1.225, 4);
    expect(airDensity({ airTemperatureC: 30, relativeHumidity: 1 })).toBeLessThan(airDensity({ airTemperatureC: 30 }));
  });

  it('blows harder above', () => {
    expect(windSpeedAtHeight({ windSpeedMps: 5, heightM: 10, hubHeightM: 80 })).toBeCloseTo(6.7295, 4);
  });

  it('follows the curve, and stands below cut-in and above cut-out', () => {
    expect(curvePower(curve, 8)).toBe(6_000);
    const { acPowerW } = simulateWind(turbine, { series: windy([8, 1, 26, Number.NaN]) }, { windHeightM: 18 }).columns;
    expect(acPowerW[0]).toBeCloseTo(6_000, 0);
    expect([...acPowerW].slice(1)).toEqual([0, 0, Number.NaN]);
  });

  it('gives less in thin air, but for a pitched turbine at its rating', () => {
    const series = windy([8, 14], { pressurePa: [80_000, 80_000] });
    const pitched = simulateWind(turbine, { series }, { windHeightM: 18 }).columns.acPowerW;
    expect(pitched[0]).toBeLessThan(5_600);
    expect(pitched[1]).toBe(11_000);
    const stalled = simulateWind({ ...turbine, regulation: 'stall' }, { series }, { windHeightM: 18 }).columns.acPowerW;
    expect(stalled[1]! / 11_000).toBeCloseTo(80_000 / 101_325, 3);
  });

  it('stays between nothing and the rating', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.double({ min: -30, max: 45, noNaN: true }),
        (speed, air) => {
          const { acPowerW } = simulateWind(turbine, { series: windy([speed], { airTemperatureC: [air] }) }).columns;
          expect(acPowerW[0]).toBeGreaterThanOrEqual(0);
          expect(acPowerW[0]).toBeLessThanOrEqual(11_000);
        },
      ),
    );
  });

  it('refuses what cannot be', () => {
    const code = (name: string) => expect.objectContaining({ code: name });
    expect(() => windTurbine({ ...turbine, hubHeightM: 0 })).toThrowError(code('WIND_RANGE'));
    expect(() => windTurbine({ ...turbine, curve: { ...curve, powerW: [1] } })).toThrowError(code('WIND_CURVE'));
    const series = createSeries({ startMs: 0, stepMs: hour, columns: { airTemperatureC: [3] } });
    expect(() => simulateWind(turbine, { series })).toThrowError(code('WIND_INPUT'));
    expect(() => fitPowerCurve({ windSpeedMps: Float64Array.of(3), powerW: Float64Array.of(0) })).toThrowError(
      code('WIND_CURVE'),
    );
  });

  it('refuses a speed without its power', () => {
    const columns = { windSpeedMps: Float64Array.of(4, 5), powerW: Float64Array.of(900) };
    expect(() => fitPowerCurve(columns)).toThrowError(
      expect.objectContaining({ code: 'WIND_INPUT', context: { lengths: [2, 1] } }),
    );
  });

  it('learns a curve from pairs', () => {
    const pairs = { windSpeedMps: Float64Array.of(4, 4, 8, 8), powerW: Float64Array.of(900, 1_100, 6_000, 6_000) };
    expect(fitPowerCurve({ ...pairs, fewest: 2 })).toEqual({ windSpeedMps: [4, 8, 25], powerW: [1_000, 6_000, 6_000] });
    // what a turbine did tells no cut-out: stronger wind than it has met does not stop it
    expect(curvePower(fitPowerCurve({ ...pairs, fewest: 2 }), 14)).toBe(6_000);
    expect(curvePower(fitPowerCurve({ ...pairs, fewest: 2, cutOutMps: 12 }), 14)).toBe(0);
  });
});

const folder = sharedData('data/solete-60min');
it.skipIf(folder === undefined)('of a real turbine is foretold from its past by its curve', () => {
  const text = gunzipSync(readFileSync(`${folder}/solete_60min_2018-06_2019-04.csv.gz`)).toString();
  const rows = text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const column = (index: number, scale: number, part: number[][]) =>
    Float64Array.from(part, (row) => row[index]! * scale);
  // the last two months are not seen when the curve is learnt
  const [past, later] = [rows.slice(0, 6_500), rows.slice(6_500)];
  const learnt = fitPowerCurve({ windSpeedMps: column(3, 1, past), powerW: column(7, 1_000, past) });
  const gaia = windTurbine({ hubHeightM: 18, regulation: 'stall', curve: { ...learnt, airDensityKgM3: 1.23 } });
  const pressurePa = column(9, 100, later).map((pressure) => (pressure > 110_000 ? Number.NaN : pressure));
  const columns = { windSpeedMps: column(3, 1, later), airTemperatureC: column(1, 1, later), pressurePa };
  const series = createSeries({ startMs: Date.UTC(2019, 1, 26, 20), stepMs: hour, columns });
  const { acPowerW } = simulateWind(gaia, { series }, { windHeightM: 18 }).columns;
  const measured = column(7, 1_000, later);
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const error = mean(acPowerW.map((power, i) => Math.abs(power - measured[i]!)));
  const still = mean(measured.map((power) => Math.abs(power - mean(measured))));
  console.log(
    `SOLETE: mean ${mean(measured).toFixed(0)} W, bias ${(mean(acPowerW) - mean(measured)).toFixed(0)} W, MAE ${error.toFixed(0)} W`,
  );
  expect(error).toBeLessThan(0.35 * still);
  expect(Math.abs(mean(acPowerW) / mean(measured) - 1)).toBeLessThan(0.1);
});
