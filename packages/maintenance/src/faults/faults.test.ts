import { Finding } from '@usina/core';
import { unitPrice } from '@usina/core/money';
import { createSeries } from '@usina/core/series';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankUnits } from '../performance/index.ts';
import {
  checkUnits,
  findCounterFaults,
  findFrozen,
  findOutages,
  findOutOfSpecification,
  flagUnitSuspects,
} from './index.ts';

const stepMs = 900_000;
const nan = Number.NaN;

function unit(assetId: string, columns: Record<string, ArrayLike<number>>, more: object = {}) {
  return { assetId, series: createSeries({ startMs: 0, stepMs, columns }), ...more };
}

/** Half a sine of sun on each of two days. */
const sun = Array.from({ length: 192 }, (_, i) =>
  Math.max(0, 1_000 * Math.sin(((i % 96) / 96) * 2 * Math.PI - Math.PI / 2)),
);
const weather = createSeries({ startMs: 0, stepMs, columns: { poaWm2: sun } });
const ac = sun.map((wm2) => wm2 * 100);
const counter = (power: number[]) => {
  let sum = 5e6;
  return power.map((watts) => {
    const now = sum;
    sum += watts / 4;
    return now;
  });
};
const today = counter(ac).map((wh, i) => wh - counter(ac)[i < 96 ? 0 : 96]!);
const healthy = { acPowerW: ac, dcPowerW: ac.map((w) => w * 1.03), energyWh: counter(ac), energyTodayWh: today };
const check = (columns: Record<string, number[]>) => checkUnits({ units: [unit('a', columns)], counters: 'registers' });

describe('counters beside power', () => {
  const find = (registers: number[], power = ac) =>
    findCounterFaults({ units: [unit('a', { acPowerW: power, energyWh: registers })], counters: 'registers' });
  const whole = counter(ac);
  const dayWh = whole[96]! - whole[0]!;

  it('finds nothing where both tell the same, in whatever unit and whatever steps the register moves', () => {
    expect(find(whole)).toEqual([]);
    expect(find(whole.map((wh) => wh / 1_000))).toEqual([]);
    expect(find(whole.map((wh) => Math.floor(wh / 10_000) * 10_000))).toEqual([]);
  });

  it('finds a register that falls and stays, and tells what it lacks', () => {
    const fallen = whole.map((wh, i) => (i < 96 ? wh : 5));
    expect(find(fallen)).toEqual([
      expect.objectContaining({
        assetId: 'a',
        rule: 'counterFault',
        point: 'energyWh',
        startMs: 96 * stepMs,
        endMs: 192 * stepMs,
        magnitude: { value: expect.closeTo(-dayWh / 1_000, 6), unit: 'kWh' },
      }),
    ]);
    expect(find(fallen).map((finding) => Finding.parse(finding))).toHaveLength(1);
  });

  it('finds a register that never moved, and one that runs away', () => {
    const [still] = find(whole.map(() => 0));
    expect(still!.magnitude.value).toBeCloseTo((-2 * dayWh) / 1_000, 6);
    const away = whole.map((wh, i) => (i < 96 ? wh : wh + 3 * (wh - whole[96]!)));
    expect(find(away)).toEqual([
      expect.objectContaining({
        startMs: 96 * stepMs,
        magnitude: { value: expect.closeTo((3 * dayWh) / 1_000, 6), unit: 'kWh' },
      }),
    ]);
  });
});

describe('unit sanity', () => {
  it('finds nothing where all quantities agree', () => {
    expect(check(healthy)).toEqual([]);
  });

  it('proves that DC is wrong when AC agrees with the counters', () => {
    const found = check({ ...healthy, dcPowerW: healthy.dcPowerW.map((w) => w * 10) });
    expect(found).toMatchObject([
      {
        rule: 'unitSuspect',
        point: 'dcPowerW',
        magnitude: { value: 10, unit: '×' },
        correction: { factor: 0.1, flag: 'unitSuspect' },
      },
    ]);
    expect(found[0]!.confidence).toBeCloseTo(0.99, 9);
    expect(found[0]!.action).toBe(
      'dcPowerW is recorded 10 times too large; acPowerW, energyWh, energyTodayWh agree. Correct the scale at the source.',
    );
    expect(Finding.parse(Finding.encode(found[0]!))).toEqual(found[0]);
  });

  it('blames the one that stands alone, whichever it is and however far off', () => {
    const points = fc.constantFrom('acPowerW', 'dcPowerW', 'energyWh', 'energyTodayWh') as fc.Arbitrary<
      keyof typeof healthy
    >;
    fc.assert(
      fc.property(points, fc.constantFrom(-3, -2, -1, 1, 2, 3), (point, exponent) => {
        const found = check({ ...healthy, [point]: healthy[point].map((value) => value * 10 ** exponent) });
        expect(found.map((finding) => finding.point)).toEqual([point]);
        expect(found[0]!.correction!.factor * 10 ** exponent).toBeCloseTo(1, 9);
      }),
    );
  });

  it('does not decide where one stands against one', () => {
    const found = check({ acPowerW: ac, dcPowerW: ac.map((w) => w * 10) });
    expect(found).toMatchObject([{ point: 'dcPowerW', confidence: 0.5 }]);
    expect(found[0]!.correction).toBeUndefined();
  });

  it('takes counters as energy of the interval unless told otherwise', () => {
    const increments = { acPowerW: ac, dcPowerW: ac.map((w) => w * 10.3), energyWh: ac.map((w) => w / 4) };
    expect(checkUnits({ units: [unit('a', increments)] })).toMatchObject([{ point: 'dcPowerW', confidence: 0.9 }]);
  });

  it('flags the suspect values and leaves them as they are', () => {
    const units = [unit('a', { ...healthy, dcPowerW: ac.map((w) => w * 10.3) })];
    const [flagged] = flagUnitSuspects({ units, findings: checkUnits({ units, counters: 'registers' }) });
    expect(flagged!.series.quality?.dcPowerW?.[50]).toBe(64);
    expect(flagged!.series.columns.dcPowerW).toEqual(units[0]!.series.columns.dcPowerW);
    expect(flagged!.series.quality?.acPowerW).toBeUndefined();
    const three = rankUnits({ units: [flagged!, flagged!, flagged!], weather });
    expect(three).toMatchObject({ ok: true, value: [{ ratio: 1 }, { ratio: 1 }, { ratio: 1 }] });
  });
});

describe('outages', () => {
  const noon = 48;
  const stopped = ac.map((watts, i) => (i >= noon && i < noon + 3 ? 0 : watts));

  it('are runs of zero in the sun, valued by the peers', () => {
    const units = [unit('a', { acPowerW: stopped }), unit('b', { acPowerW: ac }), unit('c', { acPowerW: ac })];
    const [outage, ...more] = findOutages({ units, weather, price: unitPrice('250', 'MWh', 'BRL') });
    expect(more).toEqual([]);
    expect(outage).toMatchObject({
      assetId: 'a',
      rule: 'outage',
      startMs: noon * stepMs,
      endMs: (noon + 3) * stepMs,
      magnitude: { value: 3, unit: 'intervals' },
    });
    // 100 kW, 99.8 kW and 99.1 kW for a quarter of an hour each
    expect(outage!.lossWh).toBeCloseTo(74_733, 0);
    expect(outage!.loss).toEqual({ minor: 1_868n, currency: 'BRL' });
    expect(Finding.parse(Finding.encode(outage!))).toEqual(outage);
  });

  it('of all units at once are valued by the usual response to the sun, and point to the grid', () => {
    const units = [unit('a', { acPowerW: stopped }), unit('b', { acPowerW: stopped })];
    const [first] = findOutages({ units, weather });
    expect(first!.lossWh).toBeCloseTo(74_733, 0);
    expect(first!.action).toContain('grid connection');
  });

  it('are neither the night nor missing rows, and rows around a gap are one', () => {
    const gap = stopped.map((watts, i) => (i === noon + 1 ? nan : watts));
    const found = findOutages({ units: [unit('a', { acPowerW: gap }), unit('b', { acPowerW: ac })], weather });
    expect(found).toMatchObject([{ magnitude: { value: 2 }, endMs: (noon + 3) * stepMs }]);
    expect(found[0]!.evidence.coverage).toBeCloseTo(2 / 3, 9);
    expect(findOutages({ units: [unit('a', { acPowerW: stopped })] })).toEqual([]);
  });

  it('are rows of a little standby power, not of one that no unit can take', () => {
    const found = (watts: number) => findOutages({ units: [unit('a', { acPowerW: ac.with(noon, watts) })], weather });
    expect(found(-500)).toMatchObject([{ magnitude: { value: 1 } }]);
    expect(found(-500_000)).toEqual([]);
  });

  it('count every row once, whatever the merging', () => {
    const rows = fc.array(fc.boolean(), { minLength: 192, maxLength: 192 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 20 }), (down, steps) => {
        const acPowerW = ac.map((watts, i) => (down[i] ? 0 : watts));
        const found = findOutages({ units: [unit('a', { acPowerW })], weather, mergeMs: steps * stepMs });
        const expected = sun.filter((wm2, i) => wm2 > 300 && acPowerW[i] === 0).length;
        expect(found.reduce((sum, { magnitude }) => sum + magnitude.value, 0)).toBe(expected);
      }),
    );
  });
});

describe('frozen values', () => {
  it('are long runs of one number that is not zero', () => {
    const moduleTemperatureC = sun.map((wm2, i) => (i >= 40 && i < 56 ? 41.5 : 20 + wm2 / 40 + i / 1_000));
    const found = findFrozen({ units: [unit('sensor', { moduleTemperatureC, acPowerW: ac })] });
    expect(found).toMatchObject([
      {
        rule: 'frozen',
        point: 'moduleTemperatureC',
        startMs: 40 * stepMs,
        endMs: 56 * stepMs,
        magnitude: { value: 4, unit: 'h' },
      },
    ]);
  });

  it('are not power at the limit of an inverter', () => {
    const clipped = ac.map((watts) => Math.min(watts, 60_000));
    expect(findFrozen({ units: [unit('a', { acPowerW: clipped })] })).toEqual([]);
  });
});

describe('design limits', () => {
  it('are left by one finding an excursion with its greatest distance', () => {
    const cabinetTemperatureC = sun.map((_, i) => (i === 50 ? 62 : i === 52 ? 67.5 : i === 150 ? -25 : 40));
    const specification = { cabinetTemperatureC: { min: -20, max: 60 }, acPowerW: { max: 1e9 } };
    const found = findOutOfSpecification({
      units: [unit('a', { cabinetTemperatureC, acPowerW: ac }, { specification })],
    });
    expect(found).toMatchObject([
      { magnitude: { value: 7.5, unit: '°C' }, startMs: 50 * stepMs, endMs: 53 * stepMs },
      { magnitude: { value: 5, unit: '°C' }, startMs: 150 * stepMs },
    ]);
    expect(found[0]!.action).toContain('cabinetTemperatureC reached 67.5, above its limit of 60');
  });
});
