import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagBit } from '../readings/Flag.ts';
import { calendarBuckets, sumByCalendar } from './calendarBuckets.ts';
import { columnKind } from './columnKind.ts';
import { createSeries } from './createSeries.ts';
import { energyFromPower } from './energyFromPower.ts';
import { fillGaps } from './fillGaps.ts';
import { relabel } from './relabel.ts';
import { resample } from './resample.ts';
import { seriesFromLabelled } from './seriesFromLabelled.ts';

const quarterMs = 900_000;
const hourMs = 3_600_000;
const nan = Number.NaN;

describe('resample', () => {
  it('averages gauges over what is covered', () => {
    const s = createSeries({ startMs: 0, stepMs: quarterMs, columns: { acPowerW: [100, 200, nan, 300] } });
    const hourly = resample(s, { stepMs: hourMs });
    expect(hourly.columns.acPowerW).toEqual(new Float64Array([200]));
    expect(hourly.coverage.acPowerW).toEqual(new Float64Array([0.75]));
  });

  it('weighs each mean by its coverage', () => {
    const s = createSeries({
      startMs: 0,
      stepMs: 1_800_000,
      columns: { acPowerW: [100, 400] },
      coverage: { acPowerW: [0.5, 1] },
    });
    const hourly = resample(s, { stepMs: hourMs });
    expect(hourly.columns.acPowerW[0]).toBeCloseTo(300, 12);
    expect(hourly.coverage.acPowerW[0]).toBe(0.75);
  });

  it('averages directions on the circle', () => {
    const s = createSeries({ startMs: 0, stepMs: 900_000, columns: { windDirectionDeg: [340, 350, 0, 10] } });
    expect(resample(s, { stepMs: 3_600_000 }).columns.windDirectionDeg[0]).toBeCloseTo(355, 9);
  });

  it('sums amounts, and does not scale a part up', () => {
    const s = createSeries({ startMs: 0, stepMs: quarterMs, columns: { energyWh: [25, 50, nan, 75] } });
    const hourly = resample(s, { stepMs: hourMs });
    expect(hourly.columns.energyWh).toEqual(new Float64Array([150]));
    expect(hourly.coverage.energyWh).toEqual(new Float64Array([0.75]));
  });

  it('differences registers', () => {
    const s = createSeries({ startMs: 0, stepMs: 1_800_000, columns: { energyWh: [100, 130, 150, 190, 260] } });
    const hourly = resample(s, { stepMs: hourMs, kinds: { energyWh: 'counter' } });
    expect(hourly.columns.energyWh).toEqual(new Float64Array([50, 110, nan]));
    expect(hourly.coverage.energyWh).toEqual(new Float64Array([1, 1, 0]));
  });

  it('invents nothing where a register fell, and estimates only the split of a silence', () => {
    const kinds = { energyWh: 'counter' } as const;
    const fell = createSeries({ startMs: 0, stepMs: 1_800_000, columns: { energyWh: [100, 130, 5, 25, 30] } });
    const hourly = resample(fell, { stepMs: hourMs, kinds });
    expect(hourly.columns.energyWh).toEqual(new Float64Array([30, 25, nan]));
    expect(hourly.coverage.energyWh).toEqual(new Float64Array([0.5, 1, 0]));
    const silent = createSeries({ startMs: 0, stepMs: hourMs, columns: { energyWh: [100, nan, 160, 180] } });
    const split = resample(silent, { stepMs: hourMs, kinds });
    expect(split.columns.energyWh).toEqual(new Float64Array([30, 30, 20, nan]));
    expect(split.coverage.energyWh).toEqual(new Float64Array([0, 0, 1, 0]));
    expect(split.quality?.energyWh).toEqual(new Uint16Array([flagBit.estimated, flagBit.estimated, 0, 0]));
    expect(resample(silent, { stepMs: 2 * hourMs, kinds }).coverage.energyWh).toEqual(new Float64Array([1, 0.5]));
  });

  it('keeps the last of states', () => {
    const s = createSeries({ startMs: 0, stepMs: quarterMs, columns: { stateCode: [4, 7, 4, nan] } });
    const hourly = resample(s, { stepMs: hourMs });
    expect(hourly.columns.stateCode).toEqual(new Float64Array([4]));
    expect(hourly.coverage.stateCode).toEqual(new Float64Array([0.75]));
  });

  it('repeats gauges and shares out amounts on shorter intervals', () => {
    const s = createSeries({
      startMs: 0,
      stepMs: hourMs,
      columns: { acPowerW: [0.1], energyWh: [100], stateCode: [4] },
    });
    const quarters = resample(s, { stepMs: quarterMs });
    expect(quarters.columns.acPowerW).toEqual(new Float64Array([0.1, 0.1, 0.1, 0.1]));
    expect(quarters.columns.energyWh).toEqual(new Float64Array([25, 25, 25, 25]));
    expect(quarters.columns.stateCode).toEqual(new Float64Array([4, 4, 4, 4]));
    expect(quarters.coverage.energyWh).toEqual(new Float64Array([1, 1, 1, 1]));
  });

  it('starts at whole hours, and says that the first is covered in part', () => {
    const s = createSeries({ startMs: 3 * quarterMs, stepMs: quarterMs, columns: { acPowerW: [8, 1, 1, 1, 1] } });
    const hourly = resample(s, { stepMs: hourMs });
    expect(hourly.startMs).toBe(0);
    expect(hourly.columns.acPowerW).toEqual(new Float64Array([8, 1]));
    expect(hourly.coverage.acPowerW).toEqual(new Float64Array([0.25, 1]));
  });

  it('starts elsewhere where told', () => {
    const s = createSeries({ startMs: 1, stepMs: quarterMs, columns: { acPowerW: [1, 2, 3, 4] } });
    expect(() => resample(s, { stepMs: hourMs })).toThrow(expect.objectContaining({ code: 'SERIES_MISALIGNED' }));
    expect(resample(s, { stepMs: hourMs, anchorMs: 1 }).columns.acPowerW).toEqual(new Float64Array([2.5]));
  });

  it('refuses steps that do not divide, and names the way round', () => {
    const s = createSeries({ startMs: 0, stepMs: quarterMs, columns: { acPowerW: [1] } });
    expect(() => resample(s, { stepMs: 600_000 })).toThrow(
      expect.objectContaining({
        code: 'SERIES_RATIO',
        context: { fromMs: 900_000, toMs: 600_000, commonMs: 300_000 },
      }),
    );
    expect(() => resample(s, { stepMs: 0 })).toThrow(expect.objectContaining({ code: 'SERIES_RATIO' }));
    expect(() => resample(s, { stepMs: 1.5 })).toThrow(expect.objectContaining({ code: 'SERIES_RATIO' }));
  });

  it('carries the flags of all that went in', () => {
    const s = createSeries({
      startMs: 0,
      stepMs: 1_800_000,
      columns: { acPowerW: [1, nan] },
      quality: { acPowerW: [flagBit.retained, flagBit.commError] },
    });
    expect(resample(s, { stepMs: hourMs }).quality?.acPowerW?.[0]).toBe(flagBit.retained | flagBit.commError);
  });

  it('lets what was filled in speak, without coverage', () => {
    const s = createSeries({ startMs: 0, stepMs: quarterMs, columns: { acPowerW: [100, nan, 300, 300] } });
    const hourly = resample(fillGaps(s, { kind: 'linear', maxMs: quarterMs }), { stepMs: hourMs });
    expect(hourly.columns.acPowerW).toEqual(new Float64Array([225]));
    expect(hourly.coverage.acPowerW).toEqual(new Float64Array([0.75]));
    expect(hourly.quality?.acPowerW).toEqual(new Uint16Array([flagBit.estimated]));
  });

  it('has nothing of nothing', () => {
    const s = createSeries({ startMs: 0, stepMs: quarterMs, columns: { acPowerW: [] } });
    expect(resample(s, { stepMs: hourMs }).columns.acPowerW).toHaveLength(0);
  });
});

const value = fc.oneof({ weight: 4, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }, fc.constant(nan));
const rows = fc.array(fc.tuple(value, fc.double({ min: 0.01, max: 1, noNaN: true })), { minLength: 1, maxLength: 60 });
const total = (values: Float64Array) => values.reduce((sum, one) => sum + (Number.isNaN(one) ? 0 : one), 0);

describe('resample, whatever the numbers', () => {
  const seriesOf = (given: [number, number][], startSteps = 0) =>
    createSeries({
      startMs: startSteps * quarterMs,
      stepMs: quarterMs,
      columns: { acPowerW: given.map(([one]) => one), energyWh: given.map(([one]) => one) },
      coverage: { acPowerW: given.map(([, share]) => share), energyWh: given.map(([, share]) => share) },
    });

  it('conserves energy, of power and of amounts, to longer and to shorter intervals', () => {
    fc.assert(
      fc.property(
        rows,
        fc.nat(9),
        fc.constantFrom(300_000, 900_000, 1_800_000, 2_700_000, 86_400_000),
        (given, at, stepMs) => {
          const before = energyFromPower(seriesOf(given, at), { from: 'acPowerW', to: 'madeWh' });
          const after = energyFromPower(resample(seriesOf(given, at), { stepMs }), { from: 'acPowerW', to: 'madeWh' });
          const scale = given.reduce((sum, [one]) => sum + (Number.isNaN(one) ? 0 : Math.abs(one)), 1);
          expect(Math.abs(total(after.columns.madeWh) - total(before.columns.madeWh))).toBeLessThan(1e-9 * scale);
          expect(Math.abs(total(after.columns.energyWh) - total(before.columns.energyWh))).toBeLessThan(1e-9 * scale);
        },
      ),
    );
  });

  it('keeps coverage between 0 and 1, its total time, and 0 where there is no number', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(300_000, 900_000, 1_800_000, 86_400_000), (given, stepMs) => {
        const before = seriesOf(given);
        const after = resample(before, { stepMs });
        after.coverage.acPowerW.forEach((share, i) => {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
          if (Number.isNaN(after.columns.acPowerW[i]!)) expect(share).toBe(0);
        });
        expect(total(after.coverage.acPowerW) * stepMs).toBeCloseTo(total(before.coverage.acPowerW) * quarterMs, 4);
      }),
    );
  });

  it('comes back from shorter intervals', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const before = seriesOf(given);
        const after = resample(resample(before, { stepMs: 300_000 }), { stepMs: quarterMs });
        after.columns.acPowerW.forEach((one, i) => {
          if (Number.isNaN(one)) expect(before.columns.acPowerW[i]).toBeNaN();
          else expect(Math.abs(one - before.columns.acPowerW[i]!)).toBeLessThan(1e-9 * (1 + Math.abs(one)));
        });
      }),
    );
  });
});

describe('kinds', () => {
  const s = createSeries({ startMs: 0, stepMs: quarterMs, columns: { acPowerW: [1, 2, 3, 6] } });
  const uses = {
    resample: (kinds: never) => resample(s, { stepMs: hourMs, kinds }),
    calendarBuckets: (kinds: never) => calendarBuckets(s, { timeZone: 'UTC', unit: 'day', kinds }),
    sumByCalendar: (kinds: never) => sumByCalendar(s, { timeZone: 'UTC', unit: 'day', kinds }),
    relabel: (kinds: never) => relabel(s, { from: 'end', kinds }),
    seriesFromLabelled: (kinds: never) =>
      seriesFromLabelled({ atMs: [0], stepMs: hourMs, label: 'end', columns: { acPowerW: [1] }, kinds }),
  };

  it.each(Object.entries(uses))('of %s are of columns that are there, and known', (_, use) => {
    expect(() => use({ acPower: 'amount' } as never)).toThrow(
      expect.objectContaining({ code: 'SERIES_COLUMN', context: { column: 'acPower', columns: ['acPowerW'] } }),
    );
    expect(() => use({ acPowerW: 'sum' } as never)).toThrow(
      expect.objectContaining({ code: 'SERIES_KIND', context: { column: 'acPowerW', kind: 'sum' } }),
    );
    expect(() => use({ acPowerW: 'amount' } as never)).not.toThrow();
  });
});

describe('columnKind', () => {
  it('asks the vocabulary, then the unit in the name', () => {
    expect(columnKind('energyExportedWh')).toBe('amount');
    expect(columnKind('acPowerW')).toBe('gauge');
    expect(columnKind('stateCode')).toBe('state');
    expect(columnKind('soldWh')).toBe('amount');
    expect(columnKind('precipitationMm')).toBe('amount');
    expect(columnKind('p50')).toBe('gauge');
    expect(columnKind('windDirectionDeg')).toBe('angle');
    expect(columnKind('sunAzimuthDeg')).toBe('angle');
    expect(columnKind('tiltDeg')).toBe('gauge');
    expect(columnKind('toString')).toBe('gauge');
  });
});
