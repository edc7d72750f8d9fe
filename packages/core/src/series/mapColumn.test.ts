import { describe, expect, expectTypeOf, it } from 'vitest';
import { flagBit } from '../readings/Flag.ts';
import { createSeries } from './createSeries.ts';
import { energyFromPower } from './energyFromPower.ts';
import { mapColumn, selectColumns, zipColumns } from './mapColumn.ts';
import type { Series } from './Series.ts';

const nan = Number.NaN;
const s = createSeries({
  startMs: 0,
  stepMs: 900_000,
  columns: { acPowerW: [960, 0, nan, 950], dcPowerW: [1_000, 0, 1_000, 1_000] },
  coverage: { acPowerW: [0.5, 1, 0, 1], dcPowerW: [1, 1, 1, 1] },
  quality: { dcPowerW: [0, 0, 0, flagBit.unitSuspect] },
});

describe('mapColumn and zipColumns', () => {
  it('add a column of one other', () => {
    const mapped = mapColumn(s, { from: 'acPowerW', to: 'acPowerKw', map: (watts) => watts / 1_000 });
    expect(mapped.columns.acPowerKw).toEqual(new Float64Array([0.96, 0, nan, 0.95]));
    expect(mapped.coverage.acPowerKw).toEqual(new Float64Array([0.5, 1, 0, 1]));
    expectTypeOf(mapped).toEqualTypeOf<Series<'acPowerW' | 'dcPowerW' | 'acPowerKw'>>();
  });

  it('add a column of several: missing and covered as the worst of them, flagged as all', () => {
    const zipped = zipColumns(s, { from: ['acPowerW', 'dcPowerW'], to: 'efficiency', zip: ([ac, dc]) => ac! / dc! });
    expect(zipped.columns.efficiency).toEqual(new Float64Array([0.96, nan, nan, 0.95]));
    expect(zipped.coverage.efficiency).toEqual(new Float64Array([0.5, 0, 0, 1]));
    expect(zipped.quality?.efficiency).toEqual(new Uint16Array([0, 0, 0, flagBit.unitSuspect]));
  });

  it('do not ask for a missing number', () => {
    const asked: number[] = [];
    mapColumn(s, { from: 'acPowerW', to: 'x', map: (value, i) => asked.push(i) + value });
    expect(asked).toEqual([0, 1, 3]);
  });

  it('know the columns', () => {
    expect(() => mapColumn(s, { from: 'nope' as 'acPowerW', to: 'x', map: (value) => value })).toThrow(
      expect.objectContaining({ code: 'SERIES_COLUMN' }),
    );
  });
});

describe('selectColumns', () => {
  it('keeps the named columns with their flags', () => {
    const kept = selectColumns(s, ['dcPowerW']);
    expect(Object.keys(kept.columns)).toEqual(['dcPowerW']);
    expect(kept.columns.dcPowerW).toBe(s.columns.dcPowerW);
    expect(kept.quality?.dcPowerW?.[3]).toBe(flagBit.unitSuspect);
    expectTypeOf(kept).toEqualTypeOf<Series<'dcPowerW'>>();
    expect(() => selectColumns(s, ['x' as 'dcPowerW'])).toThrow(expect.objectContaining({ code: 'SERIES_COLUMN' }));
  });
});

describe('energyFromPower', () => {
  it('is power by time, of the covered part', () => {
    const made = energyFromPower(s, { from: 'acPowerW', to: 'energyWh' });
    expect(made.columns.energyWh).toEqual(new Float64Array([120, 0, nan, 237.5]));
    expect(made.coverage.energyWh).toEqual(new Float64Array([0.5, 1, 0, 1]));
    const whole = createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [1_000, 2_000] } });
    expect(energyFromPower(whole, { from: 'acPowerW', to: 'energyWh' }).columns.energyWh).toEqual(
      new Float64Array([250, 500]),
    );
  });

  it('knows the columns', () => {
    expect(() => energyFromPower(s, { from: 'x' as 'acPowerW', to: 'energyWh' })).toThrow(
      expect.objectContaining({ code: 'SERIES_COLUMN' }),
    );
  });
});
