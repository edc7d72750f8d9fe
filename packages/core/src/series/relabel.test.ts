import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../tools/sharedData.ts';
import { createSeries } from './createSeries.ts';
import { relabel, seriesStamps } from './relabel.ts';
import { seriesFromLabelled } from './seriesFromLabelled.ts';

const hourMs = 3_600_000;
const nan = Number.NaN;
const at = (hour: number) => Date.UTC(2026, 0, 1, hour);
const of = (columns: Record<string, number[]>) => createSeries({ startMs: at(12), stepMs: hourMs, columns });

describe('relabel', () => {
  it('refuses a label that is none', () => {
    const fault = expect.objectContaining({ code: 'SERIES_OPTION', context: { option: 'label', read: 'begin' } });
    expect(() => relabel(of({ ghiWm2: [1] }), { from: 'begin' as never })).toThrow(fault);
    expect(() => seriesStamps(of({ ghiWm2: [1] }), 'begin' as never)).toThrow(fault);
  });

  it('moves what is stamped at its end or middle to its start', () => {
    const s = of({ ghiWm2: [800, 750] });
    expect(relabel(s, { from: 'end' }).startMs).toBe(at(11));
    expect(relabel(s, { from: 'mid' }).startMs).toBe(at(11) + 1_800_000);
    expect(relabel(s, { from: 'start' })).toBe(s);
    expect(relabel(s, { from: 'end' }).columns.ghiWm2).toEqual(new Float64Array([800, 750]));
  });

  it('makes means between instants, and one interval less', () => {
    const s = relabel(of({ airTemperatureC: [24, 26, nan, 30, 31] }), { from: 'instant' });
    expect(s.startMs).toBe(at(12));
    expect(s.columns.airTemperatureC).toEqual(new Float64Array([25, nan, nan, 30.5]));
    expect(s.coverage.airTemperatureC).toEqual(new Float64Array([1, 0, 0, 1]));
    expect(relabel(of({ airTemperatureC: [] }), { from: 'instant' }).columns.airTemperatureC).toHaveLength(0);
  });

  it('takes means of directions on the circle', () => {
    const s = relabel(of({ windDirectionDeg: [350, 20, 200, 40] }), { from: 'instant' });
    expect(s.columns.windDirectionDeg).toEqual(new Float64Array([5, nan, 120]));
    expect(s.coverage.windDirectionDeg).toEqual(new Float64Array([1, 0, 1]));
  });

  it('holds states and differences registers that were read at instants', () => {
    const s = relabel(of({ stateCode: [4, 7, 4], energyWh: [100, 130, 190] }), {
      from: 'instant',
      kinds: { energyWh: 'counter' },
    });
    expect(s.columns.stateCode).toEqual(new Float64Array([4, 7]));
    expect(s.columns.energyWh).toEqual(new Float64Array([30, 60]));
  });

  it('refuses an amount at an instant and a middle of an odd step', () => {
    expect(() => relabel(of({ energyWh: [1, 2] }), { from: 'instant' })).toThrow(
      expect.objectContaining({ code: 'SERIES_KIND', context: { column: 'energyWh', kind: 'amount' } }),
    );
    const odd = createSeries({ startMs: 0, stepMs: 5, columns: { ghiWm2: [1] } });
    expect(() => relabel(odd, { from: 'mid' })).toThrow(expect.objectContaining({ code: 'SERIES_GRID' }));
  });
});

describe('seriesStamps', () => {
  it('are starts, middles or ends', () => {
    const s = createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [1, 2] } });
    expect(seriesStamps(s)).toEqual([0, 900_000]);
    expect(seriesStamps(s, 'mid')).toEqual([450_000, 1_350_000]);
    expect(seriesStamps(s, 'end')).toEqual([900_000, 1_800_000]);
  });
});

describe('seriesFromLabelled', () => {
  it('takes null as missing and refuses words', () => {
    const rows = (columns: never) => ({ atMs: [at(12), at(13)], stepMs: hourMs, label: 'start', columns }) as const;
    expect(seriesFromLabelled(rows({ ghiWm2: [null, 5] } as never)).columns).toEqual({
      ghiWm2: new Float64Array([nan, 5]),
    });
    expect(() => seriesFromLabelled(rows({ ghiWm2: [1, 'x'] } as never))).toThrow(
      expect.objectContaining({ code: 'SERIES_VALUE', context: { column: 'ghiWm2', index: 1, read: 'x' } }),
    );
    expect(() => seriesFromLabelled(rows({ ghiWm2: undefined } as never))).toThrow(
      expect.objectContaining({ code: 'SERIES_LENGTH', context: { column: 'ghiWm2', read: undefined, expected: 2 } }),
    );
  });

  it('moves each column by its own label, as Open-Meteo needs', () => {
    const s = seriesFromLabelled({
      atMs: [at(12), at(13), at(14)],
      stepMs: hourMs,
      label: { ghiWm2: 'end', airTemperatureC: 'instant' },
      columns: { ghiWm2: [700, 800, 750], airTemperatureC: [24, 26, 27] },
    });
    expect(s.startMs).toBe(at(11));
    expect(s.columns.ghiWm2).toEqual(new Float64Array([700, 800, 750]));
    expect(s.columns.airTemperatureC).toEqual(new Float64Array([nan, 25, 26.5]));
  });

  it('puts rows in order and leaves intervals without a row missing', () => {
    const s = seriesFromLabelled({
      atMs: [at(15), at(12), at(13)],
      stepMs: hourMs,
      label: 'start',
      columns: { acPowerW: [4, 1, 2] },
    });
    expect(s.columns.acPowerW).toEqual(new Float64Array([1, 2, nan, 4]));
    expect(s.coverage.acPowerW).toEqual(new Float64Array([1, 1, 0, 1]));
  });

  it.each([
    ['a stamp that comes twice', [at(12), at(13), at(12)], { row: 2, sameAsRow: 0 }],
    ['a stamp off the grid', [at(12), at(13) + 1, at(14)], { row: 1, sameAsRow: undefined }],
    ['no stamps', [], { count: 0 }],
    ['seconds for milliseconds', [at(12) / 1_000, at(12), at(13)], { count: 3 }],
  ])('refuses %s', (_what, atMs, context) => {
    const columns = { acPowerW: new Float64Array(atMs.length) };
    expect(() =>
      seriesFromLabelled({ atMs, stepMs: atMs.length === 0 ? hourMs : 1_000, label: 'start', columns }),
    ).toThrow(expect.objectContaining({ code: 'SERIES_STAMPS', context: expect.objectContaining(context) }));
  });

  it('refuses a column of another length', () => {
    expect(() =>
      seriesFromLabelled({ atMs: [at(12)], stepMs: hourMs, label: 'end', columns: { acPowerW: [1, 2] } }),
    ).toThrow(
      expect.objectContaining({ code: 'SERIES_LENGTH', context: { column: 'acPowerW', read: 2, expected: 1 } }),
    );
  });

  const openMeteo = sharedData('data/open-meteo');
  it.skipIf(!openMeteo)('shifts a real answer of Open-Meteo, whose stamps end the averaging hour', () => {
    const answer = JSON.parse(readFileSync(`${openMeteo}/ensemble_icon_seamless.json`, 'utf8')) as {
      hourly: { time: string[]; shortwave_radiation: number[] };
    };
    const atMs = answer.hourly.time.map((time) => Date.parse(`${time}Z`));
    const s = seriesFromLabelled({
      atMs,
      stepMs: hourMs,
      label: 'end',
      columns: { ghiWm2: answer.hourly.shortwave_radiation },
    });
    expect(s.startMs).toBe(atMs[0]! - hourMs);
    expect(Array.from(s.columns.ghiWm2)).toEqual(answer.hourly.shortwave_radiation);
  });

  const pv = sharedData('reference/pv');
  it.skipIf(!pv)('finds the middles that the reference weather states for its interval ends', () => {
    const rows = readFileSync(`${pv}/h_weather_8760.csv`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const column = (name: string) => rows.slice(1).map((row) => row[rows[0]!.indexOf(name)]!);
    const atMs = column('interval_end').map((text) => Date.parse(text));
    const s = seriesFromLabelled({ atMs, stepMs: hourMs, label: 'end', columns: { row: atMs.map((_, i) => i) } });
    expect(seriesStamps(s, 'mid')).toEqual(column('interval_mid').map((text) => Date.parse(text)));
  });
});
