import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import { definePoints, type PointOf } from './definePoints.ts';
import { Evidence, type Evidenced, evidenced, insufficient } from './Evidence.ts';
import { bitsToFlags, Flag, flagBit, flagsToBits } from './Flag.ts';
import { flagImplausible } from './flagImplausible.ts';
import { Reading, readingKey } from './Reading.ts';
import { type Point, vocabulary } from './vocabulary.ts';

const reading = (values: Reading['values'], rest: Partial<Reading> = {}): Reading => ({
  assetId: 'inv-1',
  atMs: 1_000,
  receivedAtMs: 1_200,
  source: 'sunspec',
  values,
  ...rest,
});

describe('the vocabulary', () => {
  it('says unit, meaning, kind and a range of every point', () => {
    for (const [name, point] of Object.entries(vocabulary)) {
      expect(point.meaning, name).not.toBe('');
      expect(['gauge', 'counter', 'state'], name).toContain(point.kind);
      expect(point.min, name).toBeLessThan(point.max);
    }
  });

  it('carries the unit in every name', () => {
    const ends: Record<string, string> = {
      'W/m²': 'Wm2',
      '%': 'Percent',
      '°C': 'C',
      '°': 'Deg',
      'm/s': 'Mps',
      VA: 'Va',
    };
    for (const [name, { unit }] of Object.entries(vocabulary)) {
      if (unit === '1') continue;
      const end = ends[unit] ?? `${unit[0]!.toUpperCase()}${unit.slice(1)}`;
      expect(name.endsWith(end), `${name} in ${unit}`).toBe(true);
    }
  });

  it.each([
    'acPowerL3W',
    'dcPowerMppt24W',
    'acVoltageHarmonic25Percent',
    'acCurrentHarmonic3Percent',
    'energyExportedWh',
    'acReactivePowerVar',
    'powerFactor',
    'poaWm2',
    'stateOfHealthPercent',
    'alarmCode',
  ] satisfies Point[])('has %s', (point) => {
    expect(vocabulary).toHaveProperty(point);
  });

  it('closes the type of points', () => {
    expectTypeOf<'acPowerW'>().toExtend<Point>();
    expectTypeOf<'fanSpeedRpm'>().not.toExtend<Point>();
  });
});

describe('definePoints', () => {
  const acme = definePoints({
    fanSpeedRpm: { unit: 'rpm', meaning: 'cabinet fan', kind: 'gauge', min: 0, max: 9_000 },
  });

  it('adds points to the standard ones, with their names in the type', () => {
    expect(acme.fanSpeedRpm.unit).toBe('rpm');
    expect(acme.acPowerW).toBe(vocabulary.acPowerW);
    expectTypeOf<PointOf<typeof acme>>().toEqualTypeOf<Point | 'fanSpeedRpm'>();
    expectTypeOf<Reading<PointOf<typeof acme>>['values']>().toHaveProperty('fanSpeedRpm');
    // @ts-expect-error the standard vocabulary has no such point
    expect(reading({}).values.fanSpeedRpm).toBeUndefined();
  });

  it('cannot be changed afterwards, and leaves the standard ones alone', () => {
    expect(Object.isFrozen(acme)).toBe(true);
    expect(vocabulary).not.toHaveProperty('fanSpeedRpm');
  });

  it('refuses a name that is taken', () => {
    const point = { unit: 'W', meaning: 'x', kind: 'gauge', min: 0, max: 1 } as const;
    expect(() => definePoints({ acPowerW: point })).toThrow(
      expect.objectContaining({ code: 'POINT_EXISTS', context: { name: 'acPowerW' } }),
    );
    expect(definePoints({ valueOf: point })).toHaveProperty('valueOf.unit', 'W');
  });

  it.each([
    [1, 1],
    [2, 1],
    [Number.NaN, 1],
  ])('refuses the range %s to %s', (min, max) => {
    expect(() => definePoints({ fanSpeedRpm: { unit: 'rpm', meaning: 'x', kind: 'gauge', min, max } })).toThrow(
      expect.objectContaining({ code: 'POINT_INVALID', context: { name: 'fanSpeedRpm', min, max } }),
    );
  });
});

describe('flags', () => {
  it('keep their bits: stored files depend on them', () => {
    expect(flagBit).toEqual({
      stale: 1,
      outOfRange: 2,
      notImplemented: 4,
      commError: 8,
      estimated: 16,
      frozen: 32,
      unitSuspect: 64,
      corrected: 128,
      retained: 256,
    });
  });

  it('come back from their bits, once each and in order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Flag.options)), (flags) => {
        const inOrder = Flag.options.filter((flag) => flags.includes(flag));
        expect(bitsToFlags(flagsToBits(flags))).toEqual(inOrder);
      }),
    );
    expect(flagsToBits(undefined)).toBe(0);
  });
});

describe('flagImplausible', () => {
  it('gives back what is plausible as it is', () => {
    const good = reading({ acPowerW: 5_000, frequencyHz: 60.01 });
    expect(flagImplausible(good)).toBe(good);
  });

  it('keeps a value out of range and flags it, beside the flags that were there', () => {
    const flagged = flagImplausible(reading({ frequencyHz: 6_001 }, { flags: { frequencyHz: ['retained'] } }));
    expect(flagged.values).toEqual({ frequencyHz: 6_001 });
    expect(flagged.flags).toEqual({ frequencyHz: ['retained', 'outOfRange'] });
    expect(flagImplausible(flagged).flags).toEqual({ frequencyHz: ['retained', 'outOfRange'] });
  });

  it('takes out what is no number', () => {
    const flagged = flagImplausible(
      reading({ acPowerW: Number.NaN, dcPowerW: Number.POSITIVE_INFINITY, dcVoltageV: 600 }),
    );
    expect(flagged.values).toEqual({ dcVoltageV: 600 });
    expect(flagged.flags).toEqual({ acPowerW: ['commError'], dcPowerW: ['commError'] });
  });

  it('counts both ends as plausible', () => {
    const ends = reading({ frequencyHz: 70, stateOfChargePercent: 0 });
    expect(flagImplausible(ends)).toBe(ends);
  });

  it('judges the points of a driver by its vocabulary, and passes those that it does not know', () => {
    const points = definePoints({ fanSpeedRpm: { unit: 'rpm', meaning: 'x', kind: 'gauge', min: 0, max: 9_000 } });
    const fast = { ...reading({}), values: { fanSpeedRpm: 10_000 } } as Reading<'fanSpeedRpm'>;
    expect(flagImplausible(fast, points).flags).toEqual({ fanSpeedRpm: ['outOfRange'] });
    expect(flagImplausible(fast)).toBe(fast);
  });
});

describe('Reading', () => {
  it('takes what drivers send, with points of their own', () => {
    const wire = { ...reading({ acPowerW: 5 }), values: { acPowerW: 5, fanSpeedRpm: 800 }, sequence: 3 };
    expect(Reading.parse(wire)).toEqual(wire);
    expect(Reading.parse({ ...wire, flags: { acPowerW: ['stale'] } }).flags).toEqual({ acPowerW: ['stale'] });
  });

  it.each([
    ['NaN', { values: { acPowerW: Number.NaN } }],
    ['infinity', { values: { acPowerW: Number.POSITIVE_INFINITY } }],
    ['an instant before 1970', { atMs: -1 }],
    ['a broken millisecond', { atMs: 0.5 }],
    ['an unknown flag', { flags: { acPowerW: ['odd'] } }],
    ['an empty list of flags', { flags: { acPowerW: [] } }],
    ['a stranger among its members', { power: 5 }],
    ['an asset without a name', { assetId: '' }],
  ])('refuses %s', (_what, wrong) => {
    expect(Reading.safeParse({ ...reading({ acPowerW: 5 }), ...wrong }).success).toBe(false);
  });

  it('is what its schema says', () => {
    expectTypeOf<z.output<typeof Reading>>().toExtend<Reading<string>>();
  });

  it('is known by source, asset, and sequence or else time', () => {
    const first = readingKey(reading({ acPowerW: 1 }));
    expect(readingKey(reading({ acPowerW: 2 }, { receivedAtMs: 9_999 }))).toBe(first);
    expect(readingKey(reading({}, { atMs: 1_001 }))).not.toBe(first);
    expect(readingKey(reading({}, { source: 'mqtt' }))).not.toBe(first);
    expect(readingKey(reading({}, { sequence: 7 }))).toBe(readingKey(reading({ acPowerW: 1 }, { sequence: 7 })));
    expect(readingKey(reading({}, { sequence: 7 }))).not.toBe(readingKey(reading({}, { sequence: 7, atMs: 5 })));
    expect(readingKey(reading({}, { sequence: 1_000 }))).not.toBe(first);
  });
});

describe('Evidenced', () => {
  const evidence: Evidence = { sources: ['meter-1'], coverage: 0.4 };

  it('is a figure or the reason why there is none, each with its evidence', () => {
    const judge = (enough: boolean): Evidenced<number, 'coverage'> =>
      enough ? evidenced(0.81, evidence) : insufficient('coverage', 'found 40 %, needs 90 %', evidence);
    expect(judge(true)).toEqual({ ok: true, value: 0.81, evidence });
    const none = judge(false);
    expect(none).toEqual({ ok: false, reason: 'coverage', message: 'found 40 %, needs 90 %', evidence });
    if (!none.ok) expectTypeOf(none.reason).toEqualTypeOf<'coverage'>();
    if (none.ok) expectTypeOf(none.value).toEqualTypeOf<number>();
  });

  it('has evidence that crosses wires', () => {
    const full = { ...evidence, range: { startMs: 0, endMs: 1 }, rule: 'PR 2021', knownAtMs: 2, notes: ['first year'] };
    expect(Evidence.parse(full)).toEqual(full);
    expect(Evidence.safeParse({ sources: [], coverage: 1.1 }).success).toBe(false);
    expectTypeOf<z.output<typeof Evidence>>().toExtend<Evidence>();
  });
});
