import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { definePoints } from '../readings/definePoints.ts';
import { type Flag, flagBit } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import type { Series } from './Series.ts';
import { seriesFromReadings } from './seriesFromReadings.ts';

const minuteMs = 60_000;
const quarterMs = 900_000;
const nan = Number.NaN;

const reading = (
  minute: number,
  values: Record<string, number>,
  rest: Partial<Reading<string>> = {},
): Reading<string> => ({
  assetId: 'inv-1',
  atMs: minute * minuteMs,
  receivedAtMs: minute * minuteMs + 500,
  source: 'sunspec',
  values,
  ...rest,
});
const flagged = (minute: number, point: string, flag: Flag, value?: number) =>
  reading(minute, value === undefined ? {} : { [point]: value }, { flags: { [point]: [flag] } });
const hour = { startMs: 0, endMs: 3_600_000, stepMs: quarterMs, maxGapMs: 10 * minuteMs };

describe('seriesFromReadings: gauges', () => {
  const points = ['acPowerW'] as const;

  it('weighs each reading by the time for which it stands', () => {
    const s = seriesFromReadings({
      readings: [reading(0, { acPowerW: 1_000 }), reading(5, { acPowerW: 4_000 })],
      points,
      startMs: 0,
      endMs: quarterMs,
      stepMs: quarterMs,
      maxGapMs: 10 * minuteMs,
    });
    expect(s.columns.acPowerW).toEqual(new Float64Array([3_000]));
    expect(s.coverage.acPowerW).toEqual(new Float64Array([1]));
    expectTypeOf(s).toEqualTypeOf<Series<'acPowerW'>>();
  });

  it('lets no reading stand longer than the longest gap', () => {
    const s = seriesFromReadings({
      ...hour,
      readings: [reading(0, { acPowerW: 900 }), reading(30, { acPowerW: 300 })],
      points,
    });
    expect(s.columns.acPowerW).toEqual(new Float64Array([900, nan, 300, nan]));
    expect(s.coverage.acPowerW[0]).toBeCloseTo(2 / 3, 12);
    expect(s.coverage.acPowerW[1]).toBe(0);
  });

  it('begins with what was read before the start', () => {
    const s = seriesFromReadings({ ...hour, readings: [reading(-5, { acPowerW: 50 })], points });
    expect(s.columns.acPowerW[0]).toBe(50);
    expect(s.coverage.acPowerW[0]).toBeCloseTo(1 / 3, 12);
  });

  it('draws lines between readings where told, and none over a gap', () => {
    const s = seriesFromReadings({
      ...hour,
      maxGapMs: 30 * minuteMs,
      readings: [reading(0, { acPowerW: 0 }), reading(30, { acPowerW: 600 })],
      points,
      between: 'linear',
    });
    expect(s.columns.acPowerW).toEqual(new Float64Array([150, 450, nan, nan]));
    const gap = seriesFromReadings({
      ...hour,
      readings: [reading(0, { acPowerW: 0 }), reading(30, { acPowerW: 6 })],
      points,
      between: 'linear',
    });
    expect(gap.columns.acPowerW).toEqual(new Float64Array([nan, nan, nan, nan]));
  });

  it('stops at a reading that says there is no number, and takes its flag along', () => {
    const s = seriesFromReadings({
      ...hour,
      readings: [reading(0, { acPowerW: 7 }), flagged(5, 'acPowerW', 'commError')],
      points,
    });
    expect(s.coverage.acPowerW[0]).toBeCloseTo(1 / 3, 12);
    expect(s.quality?.acPowerW?.[0]).toBe(flagBit.commError);
  });

  it('does not believe a number flagged unusable, unless told to', () => {
    const readings = [flagged(0, 'acPowerW', 'unitSuspect', 10_000)];
    const s = seriesFromReadings({ ...hour, readings, points });
    expect(s.columns.acPowerW[0]).toBeNaN();
    expect(s.coverage.acPowerW[0]).toBe(0);
    expect(s.quality?.acPowerW?.[0]).toBe(flagBit.unitSuspect);
    expect(seriesFromReadings({ ...hour, readings, points, unusable: [] }).columns.acPowerW[0]).toBe(10_000);
  });

  it('uses an estimated number and does not count it', () => {
    const s = seriesFromReadings({ ...hour, readings: [flagged(0, 'acPowerW', 'estimated', 80)], points });
    expect(s.columns.acPowerW[0]).toBe(80);
    expect(s.coverage.acPowerW[0]).toBe(0);
  });

  it('passes over readings that do not speak of the point', () => {
    const s = seriesFromReadings({
      ...hour,
      readings: [reading(0, { acPowerW: 7 }), reading(5, { frequencyHz: 60 })],
      points,
    });
    expect(s.coverage.acPowerW[0]).toBeCloseTo(2 / 3, 12);
  });
});

describe('seriesFromReadings: directions', () => {
  const wind = (...pairs: [minute: number, deg: number][]) =>
    pairs.map(([minute, windDirectionDeg]) => reading(minute, { windDirectionDeg }));
  const quarter = { points: ['windDirectionDeg'], startMs: 0, endMs: quarterMs, stepMs: quarterMs } as const;
  const meanOf = (readings: Reading<string>[], between: 'hold' | 'linear' = 'hold') =>
    seriesFromReadings({ ...quarter, readings, maxGapMs: 10 * minuteMs, between });

  it('are averaged on the circle', () => {
    // as long from 350° as from 10°: from the north
    const north = meanOf(wind([0, 350], [7.5, 10]));
    expect(Math.min(north.columns.windDirectionDeg[0]!, 360 - north.columns.windDirectionDeg[0]!)).toBeCloseTo(0, 9);
    expect(meanOf(wind([0, 80], [7.5, 100])).columns.windDirectionDeg[0]).toBeCloseTo(90, 9);
    // 10 min from 0°, 5 min from 90°: atan2(5, 10)
    expect(meanOf(wind([0, 0], [10, 90])).columns.windDirectionDeg[0]).toBeCloseTo(26.565_051, 6);
  });

  it('have no mean where they cancel out', () => {
    const s = meanOf(wind([0, 0], [7.5, 180]));
    expect(s.columns.windDirectionDeg).toEqual(Float64Array.of(nan));
    expect(s.coverage.windDirectionDeg).toEqual(Float64Array.of(0));
  });

  it('turn the shorter way round between two readings', () => {
    const deg = meanOf(wind([0, 350], [7.5, 0], [15, 350]), 'linear').columns.windDirectionDeg[0];
    expect(deg).toBeCloseTo(355, 9);
  });
});

describe('seriesFromReadings: counters and states', () => {
  const points = ['energyWh'] as const;

  it('counts what a register grew during each interval', () => {
    const s = seriesFromReadings({
      ...hour,
      maxGapMs: quarterMs,
      readings: [0, 15, 30, 45, 60].map((minute) => reading(minute, { energyWh: 1_000 + minute ** 2 })),
      points,
    });
    expect(s.columns.energyWh).toEqual(new Float64Array([225, 675, 1_125, 1_575]));
    expect(s.coverage.energyWh).toEqual(new Float64Array([1, 1, 1, 1]));
    expect(s.quality).toBeUndefined();
  });

  it('invents nothing over a reset', () => {
    const readings = [reading(0, { energyWh: 990 }), reading(10, { energyWh: 5 }), reading(15, { energyWh: 15 })];
    const s = seriesFromReadings({ ...hour, readings, points });
    expect(s.columns.energyWh).toEqual(new Float64Array([10, nan, nan, nan]));
    expect(s.coverage.energyWh[0]).toBeCloseTo(1 / 3, 12);
  });

  it('keeps what was counted over a silence, and flags its split as an estimate', () => {
    const readings = [reading(0, { energyWh: 100 }), reading(45, { energyWh: 190 }), reading(50, { energyWh: 200 })];
    const s = seriesFromReadings({ ...hour, readings, points });
    expect(s.columns.energyWh).toEqual(new Float64Array([30, 30, 30, 10]));
    expect(s.coverage.energyWh[2]).toBe(0);
    expect(s.quality?.energyWh).toEqual(new Uint16Array([...new Array<number>(3).fill(flagBit.estimated), 0]));
    const whole = seriesFromReadings({ ...hour, stepMs: 3_600_000, readings, points });
    expect(whole.columns.energyWh).toEqual(new Float64Array([100]));
    expect(whole.coverage.energyWh[0]).toBeCloseTo(50 / 60, 12);
    expect(whole.quality).toBeUndefined();
  });

  it('keeps the last state that held', () => {
    const readings = [reading(0, { stateCode: 4 }), reading(9, { stateCode: 7 }), reading(16, { stateCode: 4 })];
    const s = seriesFromReadings({ ...hour, readings, points: ['stateCode'] });
    expect(s.columns.stateCode).toEqual(new Float64Array([7, 4, nan, nan]));
    expect(s.coverage.stateCode[1]).toBeCloseTo(11 / 15, 12);
  });
});

describe('seriesFromReadings: which readings', () => {
  const points = ['acPowerW'] as const;

  it('takes the last known revision, whatever the order', () => {
    const first = reading(0, { acPowerW: 1 }, { sequence: 7 });
    const revised = reading(
      0,
      { acPowerW: 2 },
      { sequence: 7, receivedAtMs: 9_000_000, flags: { acPowerW: ['corrected'] } },
    );
    for (const readings of [
      [first, revised],
      [revised, first],
    ]) {
      const s = seriesFromReadings({ ...hour, readings, points });
      expect(s.columns.acPowerW[0]).toBe(2);
      expect(s.quality?.acPowerW?.[0]).toBe(flagBit.corrected);
      expect(seriesFromReadings({ ...hour, readings, points, knownAtMs: 8_000_000 }).columns.acPowerW[0]).toBe(1);
    }
  });

  it('takes a sequence that comes back at another instant for a counter that started again', () => {
    const readings = [
      reading(0, { acPowerW: 1_000 }, { sequence: 1 }),
      reading(5, { acPowerW: 2_000 }, { sequence: 2 }),
      reading(10, { acPowerW: 9_000 }, { sequence: 1 }),
    ];
    const range = { points, startMs: 0, endMs: quarterMs, stepMs: 300_000, maxGapMs: 300_000 } as const;
    for (const list of [readings, readings.toReversed()])
      expect(seriesFromReadings({ ...range, readings: list }).columns.acPowerW).toEqual(
        Float64Array.of(1_000, 2_000, 9_000),
      );
  });

  it('takes the later of two messages of one instant, whatever the order', () => {
    const readings = [reading(0, { acPowerW: 2 }, { sequence: 2 }), reading(0, { acPowerW: 1 }, { sequence: 1 })];
    const range = { points, startMs: 0, endMs: 300_000, stepMs: 300_000, maxGapMs: 300_000 } as const;
    expect(seriesFromReadings({ ...range, readings }).columns.acPowerW).toEqual(Float64Array.of(2));
  });

  it('refuses two assets, a point it cannot know and a range that is no whole number of steps', () => {
    const two = [reading(0, { acPowerW: 1 }), reading(1, { acPowerW: 1 }, { assetId: 'inv-2' })];
    expect(() => seriesFromReadings({ ...hour, readings: two, points })).toThrow(
      expect.objectContaining({ code: 'SERIES_ASSETS', context: { assetIds: ['inv-1', 'inv-2'] } }),
    );
    expect(() => seriesFromReadings({ ...hour, readings: [], points: ['fanSpeedRpm'] })).toThrow(
      expect.objectContaining({ code: 'SERIES_KIND', context: { point: 'fanSpeedRpm' } }),
    );
    expect(() => seriesFromReadings({ ...hour, endMs: 1, readings: [], points })).toThrow(
      expect.objectContaining({ code: 'SERIES_GRID' }),
    );
  });

  it('knows the points of a driver by its vocabulary', () => {
    const vocabulary = definePoints({
      fanSpeedRpm: { unit: 'rpm', meaning: 'fan', kind: 'gauge', min: 0, max: 9_000 },
    });
    const s = seriesFromReadings({
      ...hour,
      readings: [reading(0, { fanSpeedRpm: 800 })],
      points: ['fanSpeedRpm'],
      vocabulary,
    });
    expect(s.columns.fanSpeedRpm[0]).toBe(800);
  });

  it('is all missing without readings', () => {
    const s = seriesFromReadings({ ...hour, readings: [], points });
    expect(s.columns.acPowerW).toEqual(new Float64Array([nan, nan, nan, nan]));
  });

  it('counts all that a register grew between its first and last reading, however they fall', () => {
    const steps = fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 40 }), wh: fc.nat(5_000) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 60 }), (rows, gap) => {
        let minute = 0;
        let energyWh = 0;
        const readings = [reading(0, { energyWh })];
        for (const row of rows) {
          minute += row.minutes;
          energyWh += row.wh;
          readings.push(reading(minute, { energyWh }));
        }
        const endMs = Math.ceil((minute * minuteMs) / quarterMs) * quarterMs;
        const s = seriesFromReadings({
          startMs: 0,
          endMs,
          stepMs: quarterMs,
          maxGapMs: gap * minuteMs,
          readings: readings.reverse(),
          points: ['energyWh'],
        });
        const sum = s.columns.energyWh.reduce((a, b) => a + (Number.isNaN(b) ? 0 : b), 0);
        expect(sum).toBeCloseTo(energyWh, 6);
        for (const share of s.coverage.energyWh) expect(share >= 0 && share <= 1).toBe(true);
      }),
    );
  });
});
