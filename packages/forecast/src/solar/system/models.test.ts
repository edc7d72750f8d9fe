import { createSeries } from '@usina/core/series';
import { describe, expect, it } from 'vitest';
import { haurwitz } from '../clearsky/haurwitz.ts';
import { sandiaInverter } from '../inverter/sandiaInverter.ts';
import { sunPosition } from '../sunPosition.ts';
import { diodeModules } from './diodeModules.ts';
import { fixedMount } from './fixedMount.ts';
import type { PvSystemOptions } from './pvSystem.ts';
import { pvSystem } from './pvSystem.ts';
import { pvwattsModules } from './pvwattsModules.ts';
import { simulate } from './simulate.ts';
import { trackerMount } from './trackerMount.ts';

const place = { latitudeDeg: -27.6, longitudeDeg: -48.55, altitudeM: 12 };
const startMs = Date.UTC(2026, 0, 1, 3);
const stepMs = 900_000;
const atMs = Float64Array.from({ length: 96 }, (_, i) => startMs + (i + 0.5) * stepMs);
const ghiWm2 = haurwitz({ apparentZenithDeg: sunPosition({ ...place, atMs }).apparentZenithDeg });
const series = createSeries({ startMs, stepMs, columns: { ghiWm2 } });
const fixed = { dcCapacityW: 6_600, tiltDeg: 20, azimuthDeg: 0 };
const energyOf = (options: Partial<PvSystemOptions>, simulateOptions = {}) => {
  const system = pvSystem({ ...place, arrays: [fixed], inverter: { acCapacityW: 6_000 }, ...options });
  const { columns } = simulate(system, { label: 'start', series }, simulateOptions);
  expect(columns.acPowerW.some(Number.isNaN)).toBe(false);
  return columns.acPowerW.reduce((sum, power) => sum + power / 4, 0);
};

const module = {
  alphaScAPerC: 0.004492,
  aRefV: 2.00496,
  iLRefA: 7.08408,
  iORefA: 5.1755e-10,
  rShRefOhm: 434.131,
  rSOhm: 0.8116,
};
const sandia = sandiaInverter({
  pacoW: 6_000,
  pdcoW: 6_200,
  vdcoV: 350,
  psoW: 30,
  c0: -4e-6,
  c1: -4.8e-5,
  c2: -0.0016,
  c3: -0.0028,
  pntW: 2,
});

describe('pvSystem', () => {
  it('gives more on a tracker than on its flat axis, and shades itself without back-tracking', () => {
    const flat = energyOf({ arrays: [{ ...fixed, tiltDeg: 0 }] });
    const tracked = energyOf({ arrays: [{ dcCapacityW: 6_600, tracker: { maxAngleDeg: 55, gcr: 0.35 } }] });
    expect(tracked).toBeGreaterThan(flat * 1.1);
    const wide = { maxAngleDeg: 80, gcr: 0.9 };
    const mount = trackerMount({ ...wide, backtrack: false });
    const lone = trackerMount({ ...wide, backtrack: false, gcr: 0.01 });
    const shaded = energyOf({ arrays: [{ dcCapacityW: 6_600, mount }] });
    expect(shaded).toBeLessThan(energyOf({ arrays: [{ dcCapacityW: 6_600, mount: lone }] }) * 0.9);
  });

  it('loses the beam where rows shade one another', () => {
    const steep = { tiltDeg: 60, azimuthDeg: 90 };
    const rows = (gcr: number) => ({ dcCapacityW: 6_600, mount: fixedMount({ ...steep, rows: { gcr } }) });
    const alone = energyOf({ arrays: [{ dcCapacityW: 6_600, ...steep }] });
    expect(energyOf({ arrays: [rows(0.01)] })).toBeCloseTo(alone, 0);
    expect(energyOf({ arrays: [rows(0.8)] })).toBeLessThan(alone * 0.97);
  });

  it('takes single-diode modules on a Sandia inverter, which draws a little at night', () => {
    const modules = diodeModules({ module, modulesPerString: 8, strings: 4 });
    const arrays = [{ ...fixed, modules }];
    const day = energyOf({ arrays, inverter: sandia });
    expect(day / energyOf({ arrays })).toBeCloseTo(1, 1);
    const system = pvSystem({ ...place, arrays, inverter: sandia });
    expect(simulate(system, { label: 'start', series }).columns.acPowerW[0]).toBe(-2);
  });

  it('refuses an inverter that needs voltages for modules without', () => {
    expect(() => pvSystem({ ...place, arrays: [fixed], inverter: sandia })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_INPUT', context: { inverter: 'sandia', modules: ['pvwatts'] } }),
    );
  });

  it('knows the non-linearity of PVWatts modules at low light', () => {
    const modules = pvwattsModules({ dcCapacityW: 6_600, k: 0.01 });
    expect(energyOf({ arrays: [{ ...fixed, modules }] })).toBeLessThan(energyOf({}));
  });

  it('loses in the transformer, by soiling and snow', () => {
    const transformer = { ratedVa: 6_000, noLoadLoss: 0.002, loadLoss: 0.01 };
    const whole = energyOf({});
    expect(energyOf({ transformer })).toBeLessThan(whole - 24 * 12);
    const dcShare = new Float64Array(96).fill(0.8);
    expect(energyOf({}, { dcShare }) / whole).toBeCloseTo(0.8, 2);
    expect(() => energyOf({}, { dcShare: new Float64Array(3) })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_LENGTHS' }),
    );
    expect(() => energyOf({}, { dcShare: dcShare.map(() => 80) })).toThrowError(
      expect.objectContaining({ code: 'SOLAR_RANGE' }),
    );
  });

  it('is the same on a day for an array as for its two halves, one of them a tracker', () => {
    const tracker = { dcCapacityW: 3_300, tracker: { gcr: 0.35 } };
    const inverter = { acCapacityW: 60_000, nominalEfficiency: 0.96 };
    const alone = energyOf({ arrays: [tracker, tracker], inverter });
    expect(energyOf({ arrays: [{ ...tracker, dcCapacityW: 6_600 }], inverter })).toBeCloseTo(alone, 6);
  });
});
