import { describe, expect, it } from 'vitest';
import { type CsvWeatherOptions, csvWeather } from './csvWeather.ts';

const text = 'time,ghi,temp\n2026-10-01T06:00,12,18.5\n2026-10-01T06:15,40,\n2026-10-01T06:45,55,19\n';
const options: CsvWeatherOptions = {
  text,
  file: 'roof.csv',
  label: 'start',
  timeZone: 'America/Sao_Paulo',
  columns: { time: 'time', ghiWm2: { name: 'ghi', unit: 'W/m2' }, airTemperatureC: 'temp' },
};
const six = Date.UTC(2026, 9, 1, 9);
const read = (changes: Partial<CsvWeatherOptions>) => csvWeather({ ...options, ...changes });
const thrown = (changes: Partial<CsvWeatherOptions>) => {
  try {
    read(changes);
  } catch (error) {
    return error as { code: string; message: string; context: object };
  }
  throw new Error('nothing was thrown');
};

describe('csvWeather', () => {
  it('is keyed by interval start, with gaps where cells or rows are missing', () => {
    const { series, label, source, kind } = csvWeather(options);
    expect(series.startMs).toBe(six);
    expect(series.stepMs).toBe(900_000);
    expect(Array.from(series.columns.ghiWm2!)).toEqual([12, 40, Number.NaN, 55]);
    expect(Array.from(series.columns.airTemperatureC!)).toEqual([18.5, Number.NaN, Number.NaN, 19]);
    expect({ label, kind, licence: source.licence }).toEqual({ label: 'start', kind: 'measured', licence: 'unknown' });
  });

  it('shifts by what the stamps mean', () => {
    expect(read({ label: 'end' }).series.startMs).toBe(six - 900_000);
    expect(read({ label: 'mid' }).series.startMs).toBe(six - 450_000);
    expect(read({ label: 'instant' }).series.startMs).toBe(six);
  });

  it('converts units and reads offsets, quotes, CRLF and rows out of order', () => {
    const weather = csvWeather({
      text: '\uFEFF"when";"sun, plane"\r\n2026-10-01 06:15:00-03:00;0.5\r\n2026-10-01 09:00:00Z;0.25\r\n',
      separator: ';',
      label: 'start',
      columns: { time: 'when', poaWm2: { name: 'sun, plane', unit: 'kW/m2' } },
    });
    expect(weather.series.startMs).toBe(six);
    expect(Array.from(weather.series.columns.poaWm2!)).toEqual([250, 500]);
  });

  it('reads the hour that clocks show twice', () => {
    const { series } = csvWeather({
      text: 'time,ghi\n2026-10-25T01:00,1\n2026-10-25T01:30,2\n2026-10-25T01:00,3\n2026-10-25T01:30,4\n2026-10-25T02:00,5\n',
      label: 'start',
      timeZone: 'Europe/Lisbon',
      columns: { time: 'time', ghiWm2: 'ghi' },
    });
    expect(series.startMs).toBe(Date.UTC(2026, 9, 25));
    expect(Array.from(series.columns.ghiWm2!)).toEqual([1, 2, 3, 4, 5]);
  });

  it('wants to know what a stamp means', () => {
    expect(thrown({ label: undefined as never })).toMatchObject({
      code: 'WEATHER_LABEL',
      context: { file: 'roof.csv' },
    });
  });

  it('says where a number is none', () => {
    const error = thrown({ text: text.replace('40', 'n/a') });
    expect(error).toMatchObject({
      code: 'WEATHER_CSV_NUMBER',
      context: { file: 'roof.csv', line: 3, column: 'ghi', read: 'n/a' },
    });
    expect(error.message).toBe('roof.csv, line 3, column "ghi": read "n/a", expected a number or an empty cell.');
  });

  it('says which column is not there, and which are', () => {
    expect(thrown({ columns: { time: 'time', ghiWm2: 'GHI' } })).toMatchObject({
      code: 'WEATHER_CSV_COLUMN',
      context: { line: 1, column: 'GHI', read: ['time', 'ghi', 'temp'] },
    });
  });

  it('says which stamp comes twice', () => {
    expect(thrown({ text: text.replace('06:45', '06:15') })).toMatchObject({
      code: 'WEATHER_CSV_DUPLICATE',
      context: { line: 4, firstLine: 3 },
    });
  });

  it('says which stamp is no time, or on no grid', () => {
    expect(thrown({ text: text.replace('2026-10-01T06:15', '1/10/2026 6:15') })).toMatchObject({
      code: 'WEATHER_CSV_TIME',
      context: { line: 3, read: '1/10/2026 6:15' },
    });
    expect(thrown({ text: text.replace('06:15', '06:17'), stepMs: 900_000 })).toMatchObject({
      code: 'WEATHER_CSV_GRID',
      context: { line: 3 },
    });
    expect(thrown({ text: text.replace('2026-10-01T06:15', '2026-13-41T06:15') })).toMatchObject({
      code: 'WEATHER_CSV_TIME',
    });
  });

  it('asks for the zone of a wall clock, and finds one that cannot be', () => {
    expect(thrown({ timeZone: undefined })).toMatchObject({ code: 'WEATHER_ZONE', context: { line: 2 } });
    expect(thrown({ timeZone: 'Brazil/Nowhere' })).toMatchObject({ code: 'WEATHER_ZONE' });
    const skipped = 'time,ghi\n2026-03-29T01:30,1\n';
    const error = thrown({ text: skipped, timeZone: 'Europe/Lisbon', columns: { time: 'time', ghiWm2: 'ghi' } });
    expect(error).toMatchObject({ code: 'WEATHER_CSV_TIME', context: { line: 2 } });
    expect(error.message).toContain('Is the file in UTC');
  });

  it('refuses a unit of something else, and a file without rows', () => {
    expect(thrown({ columns: { time: 'time', ghiWm2: { name: 'ghi', unit: 'm/s' } } })).toMatchObject({
      code: 'WEATHER_UNIT',
      context: { variable: 'ghiWm2', unit: 'm/s' },
    });
    expect(thrown({ text: 'time,ghi,temp\n' })).toMatchObject({ code: 'WEATHER_CSV_EMPTY' });
    expect(thrown({ text: text.split('\n').slice(0, 2).join('\n') })).toMatchObject({ code: 'WEATHER_CSV_GRID' });
  });

  it('reads a falling file over the hour that comes twice as it reads a rising one', () => {
    const rows = ['2018-02-17T22:00,1', '2018-02-17T23:00,2', '2018-02-17T23:00,3', '2018-02-18T00:00,4'];
    const read = (lines: string[]) =>
      csvWeather({
        text: ['time,ghi', ...lines].join('\n'),
        label: 'start',
        timeZone: 'America/Sao_Paulo',
        columns: { time: 'time', ghiWm2: 'ghi' },
      }).series;
    expect([...read(rows).columns.ghiWm2!]).toEqual([1, 2, 3, 4]);
    expect(read([...rows].reverse())).toEqual(read(rows));
  });
});
