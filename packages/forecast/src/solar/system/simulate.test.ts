import { definePortfolio } from '@usina/core';
import { createSeries } from '@usina/core/series';
import { describe, expect, it } from 'vitest';
import { haurwitz } from '../clearsky/haurwitz.ts';
import { sunPosition } from '../sunPosition.ts';
import { pvSystem } from './pvSystem.ts';
import { pvSystemOf } from './pvSystemOf.ts';
import { simulate } from './simulate.ts';
import { sunOfIntervals } from './sunOfIntervals.ts';

const place = { latitudeDeg: -27.6, longitudeDeg: -48.55, altitudeM: 12 };
const roofOptions = {
  ...place,
  arrays: [{ dcCapacityW: 6_600, tiltDeg: 20, azimuthDeg: 0 }],
  inverter: { acCapacityW: 6_000 },
};
const roof = pvSystem(roofOptions);
/** Local midnight of 1 October 2026 in Florianópolis. */
const midnight = Date.UTC(2026, 9, 1, 3);
const hour = 3_600_000;

function clearDay(stepMs: number, columns: Record<string, number[]> = {}) {
  const length = 86_400_000 / stepMs;
  const atMs = Float64Array.from({ length }, (_, i) => midnight + (i + 0.5) * stepMs);
  const ghiWm2 = haurwitz({ apparentZenithDeg: sunPosition({ ...place, atMs }).apparentZenithDeg });
  return createSeries({ startMs: midnight, stepMs, columns: { ghiWm2, ...columns } });
}

describe('simulate', () => {
  it('makes the same of any two of global, beam and diffuse irradiance', () => {
    const [dni, dhi] = [400, 300];
    const noonMs = midnight + 12 * hour;
    const sun = sunPosition({ ...place, atMs: noonMs + hour / 2 });
    const ghi = dhi + dni * Math.cos((sun.zenithDeg * Math.PI) / 180);
    const power = (columns: Record<string, number[]>) =>
      simulate(
        roof,
        { label: 'start', series: createSeries({ startMs: noonMs, stepMs: hour, columns }) },
        { sunAt: 'middle' },
      ).columns.acPowerW[0]!;
    const all = power({ ghiWm2: [ghi], dniWm2: [dni], dhiWm2: [dhi] });
    expect(power({ dniWm2: [dni], dhiWm2: [dhi] })).toBeCloseTo(all, 6);
    expect(power({ ghiWm2: [ghi], dhiWm2: [dhi] })).toBeCloseTo(all, 6);
    expect(power({ ghiWm2: [ghi], dniWm2: [dni] })).toBeCloseTo(all, 6);
    expect(power({ ghiWm2: [ghi], dniWm2: [dni / 2] })).not.toBeCloseTo(all, 0);
  });

  it('gives a clear spring day on a roof that looks north', () => {
    const power = simulate(roof, { label: 'start', series: clearDay(900_000) });
    const [day] = power.energyByDay('America/Sao_Paulo');
    expect(day?.date).toBe('2026-10-01');
    expect(day?.coverage).toBe(1);
    // 6.6 kWp at 27° south in early October: 5 to 6 kWh a kWp under a clear sky
    expect(day!.energyWh / 6_600).toBeGreaterThan(4.5);
    expect(day!.energyWh / 6_600).toBeLessThan(6);
    expect(Math.max(...power.columns.acPowerW)).toBeLessThanOrEqual(6_000);
  });

  it('is dark at night, also where the weather is missing', () => {
    const series = clearDay(hour);
    series.columns.ghiWm2.fill(Number.NaN);
    const { acPowerW } = simulate(roof, { label: 'end', series }).columns;
    expect(acPowerW[0]).toBe(0);
    expect(acPowerW[23]).toBe(0);
    expect(acPowerW[12]).toBeNaN();
  });

  it('counts missing hours of the day as not covered', () => {
    const series = clearDay(hour);
    series.columns.ghiWm2[12] = Number.NaN;
    const [day] = simulate(roof, { label: 'start', series }).energyByDay('America/Sao_Paulo');
    expect(day?.coverage).toBeCloseTo(23 / 24, 9);
  });

  it('takes the sun of an instant at the instant, of a mean at its middle', () => {
    const grid = { location: place, startMs: midnight + 10 * hour, stepMs: hour, length: 1 };
    const [instant, mean] = [sunOfIntervals({ ...grid, label: 'instant' }), sunOfIntervals({ ...grid, label: 'end' })];
    const at = (ms: number) => sunPosition({ ...place, atMs: ms }).zenithDeg;
    expect(instant.zenithDeg[0]).toBeCloseTo(at(grid.startMs), 6);
    expect(mean.zenithDeg[0]).toBeCloseTo(at(grid.startMs + hour / 2), 6);
  });

  it('takes the sun of the first hour where it is up', () => {
    const sun = sunOfIntervals({ location: place, startMs: midnight, stepMs: hour, length: 24, label: 'end' });
    const first = sun.upShare.findIndex((share) => share > 0);
    expect(sun.upShare[first]).toBeLessThan(1);
    expect(sun.apparentZenithDeg[first]).toBeLessThan(90);
  });

  it('takes measured irradiance in the plane as it is', () => {
    const poaWm2 = new Float64Array(24).fill(0).map((_, i) => (i > 8 && i < 16 ? 500 : 0));
    const series = createSeries({
      startMs: midnight,
      stepMs: hour,
      columns: { poaWm2, airTemperatureC: new Float64Array(24).fill(25) },
    });
    const { columns } = simulate(roof, { label: 'start', series });
    expect(columns.poaWm2[12]).toBe(500);
    // 500 W/m² × 6.6 kW, cell at 25 °C + 500 × (e^(-3.56 - 0.075) + 3/1000): 39.7 °C, less 14.0757 %
    expect(columns.dcPowerW[12]).toBeCloseTo(500 * 6.6 * (1 - 0.004 * (39.692 - 25)) * (1 - 0.14075660688), 0);
  });

  it('takes a little less than no light for none, and what no light can be for missing', () => {
    const read = (columns: Record<string, number[]>) => {
      const series = createSeries({ startMs: midnight + 12 * hour, stepMs: hour, columns });
      return simulate(roof, { label: 'start', series }).columns.acPowerW[0];
    };
    expect(read({ ghiWm2: [-3] })).toBe(0);
    expect(read({ poaWm2: [-3] })).toBe(0);
    for (const none of [-9_999, 9_999]) {
      expect(read({ ghiWm2: [none] })).toBeNaN();
      expect(read({ poaWm2: [none] })).toBeNaN();
      expect(read({ ghiWm2: [500], dhiWm2: [none] })).toBe(read({ ghiWm2: [500] }));
    }
  });

  it('stays within the export limit, and adds arrays up', () => {
    const series = clearDay(hour);
    const limited = simulate(pvSystem({ ...roofOptions, exportLimitW: 2_000 }), { label: 'start', series });
    expect(Math.max(...limited.columns.acPowerW)).toBe(2_000);
    const half = { ...roofOptions.arrays[0]!, dcCapacityW: 3_300 };
    const split = simulate(pvSystem({ ...roofOptions, arrays: [half, half] }), { label: 'start', series });
    const whole = simulate(roof, { label: 'start', series });
    expect(split.columns.acPowerW[12]).toBeCloseTo(whole.columns.acPowerW[12]!, 9);
  });

  it('says what is missing', () => {
    const series = createSeries({ startMs: midnight, stepMs: hour, columns: { airTemperatureC: [20] } });
    expect(() => simulate(roof, { label: 'start', series })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_INPUT', context: { columns: ['airTemperatureC'] } }),
    );
    expect(() => simulate(roof, { series: clearDay(hour) } as never)).toThrowError(
      expect.objectContaining({ code: 'SOLAR_INPUT', context: { label: undefined } }),
    );
  });
});

describe('pvSystem', () => {
  it('refuses what cannot be', () => {
    expect(() => pvSystem({ ...roofOptions, latitudeDeg: 91 })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_RANGE' }),
    );
    expect(() => pvSystem({ ...roofOptions, arrays: [] })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_INPUT' }),
    );
    const hung = [{ ...roofOptions.arrays[0]!, mounting: 'hung' as 'openRack' }];
    expect(() => pvSystem({ ...roofOptions, arrays: hung })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_INPUT', context: { mounting: 'hung' } }),
    );
  });

  it('is made of a site and an asset of the portfolio', () => {
    const portfolio = definePortfolio({
      portfolioId: 'p',
      name: 'P',
      parties: [{ id: 'owner', name: 'O', roles: ['owner'] }],
      sites: [
        {
          id: 's',
          name: 'S',
          ...place,
          timeZone: 'America/Sao_Paulo',
          submarket: 'SUL',
          marketRoute: 'GD',
          ownerId: 'owner',
        },
      ],
      assets: [
        {
          id: 'pv',
          siteId: 's',
          kind: 'pvSystem',
          nameplate: {
            dcCapacityW: 6_600,
            acCapacityW: 6_000,
            arrays: roofOptions.arrays,
            lossPercent: 14.075660688264469,
          },
        },
      ],
    });
    const asset = portfolio.assets[0]!;
    if (asset.kind !== 'pvSystem') throw new Error(asset.kind);
    const series = clearDay(hour);
    const ours = simulate(pvSystemOf(portfolio.sites[0]!, asset), { label: 'start', series });
    expect(ours.columns.acPowerW).toEqual(simulate(roof, { label: 'start', series }).columns.acPowerW);
  });

  it('needs coordinates', () => {
    const nowhere = { id: 'nowhere', altitudeM: 0 };
    expect(() => pvSystemOf(nowhere, { nameplate: { acCapacityW: 1, lossPercent: 14, arrays: [] } })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_INPUT', context: { siteId: 'nowhere' } }),
    );
  });
});
