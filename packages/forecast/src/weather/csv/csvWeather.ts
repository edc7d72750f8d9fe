import { createSeries } from '@usina/core/series';
import { toOwnUnit } from '../units.ts';
import type { IntervalLabel, Weather, WeatherLocation, WeatherSource, WeatherVariable } from '../Weather.ts';
import { WeatherError } from '../WeatherError.ts';
import { createStampReader } from './createStampReader.ts';
import { splitCsvLine } from './splitCsv.ts';
import { stampGrid } from './stampGrid.ts';

/** A column of the file: its name, or its name and the unit that it is in. */
export type CsvColumn = string | { readonly name: string; readonly unit: string };

export interface CsvWeatherOptions {
  /** The file's text: a header line, then a row a stamp. */
  text: string;
  /** Name of the file, for messages and the source. @defaultValue 'weather.csv' */
  file?: string;
  /** Name of the time column, and which column is which variable. Without a unit a column is in the variable's own. */
  columns: { readonly time: string } & { readonly [Variable in WeatherVariable]?: CsvColumn | undefined };
  /** What a stamp means. Required, never guessed: half an hour of slip costs 9 % of hourly RMSE. */
  label: IntervalLabel;
  /** Zone of the wall clock, for stamps without an offset. */
  timeZone?: string | undefined;
  /** Step of the grid. [ms] @defaultValue the smallest distance of two stamps in the file */
  stepMs?: number;
  location?: WeatherLocation | undefined;
  /** @defaultValue the file, licence and commercial use unknown */
  source?: WeatherSource;
  /** @defaultValue 'measured' */
  kind?: Weather['kind'];
  /** When it was known. [epoch ms] */
  issuedAtMs?: number | undefined;
  /** @defaultValue ',' */
  separator?: string;
}

/**
 * Weather from the text of a CSV file. Empty cells and missing rows are NaN; rows may come in any order, but where clocks
 * go back and stamps carry no offset they must rise or fall throughout: else nobody knows which pass of the hour is which.
 *
 * Throws a `WeatherError` that says file, line, column, what was read and what was expected: `WEATHER_LABEL`,
 * `WEATHER_ZONE`, `WEATHER_UNIT`, `WEATHER_CSV_EMPTY`, `…_COLUMN`, `…_NUMBER`, `…_TIME`, `…_DUPLICATE`, `…_GRID`.
 *
 * @example
 * csvWeather({ text: 'time,ghi\n2026-10-01T06:00,12\n2026-10-01T06:15,40\n', label: 'start',
 *   timeZone: 'America/Sao_Paulo', columns: { time: 'time', ghiWm2: { name: 'ghi', unit: 'W/m2' } } }).series.columns.ghiWm2
 * // Float64Array [12, 40]
 */
export function csvWeather(options: CsvWeatherOptions): Weather {
  const { text, file = 'weather.csv', columns, label, separator = ',', location, issuedAtMs } = options;
  if (!['start', 'end', 'mid', 'instant'].includes(label)) {
    throw new WeatherError(
      'WEATHER_LABEL',
      `${file}: read the label "${label}", expected start, end, mid or instant. See what the source says its stamps mean.`,
      { context: { file, label } },
    );
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = splitCsvLine(lines[0] ?? '', separator).map((name) => name.trim());
  const readStamp = createStampReader(options.timeZone);
  const { time, ...variables } = columns;
  const timeIndex = columnIndex(names, time, file);
  const wanted = Object.entries(variables).flatMap(([variable, column]) => {
    if (column === undefined) return [];
    const { name, unit } = typeof column === 'string' ? { name: column, unit: undefined } : column;
    const convert = toOwnUnit(variable as WeatherVariable, unit, `${file}, column "${name}"`);
    return [{ variable, name, convert, index: columnIndex(names, name, file), values: [] as number[] }];
  });
  const stamps: number[] = [];
  const lineOf: number[] = [];
  for (const i of rowsByTime(lines, (line) => splitCsvLine(line, separator)[timeIndex] ?? '')) {
    const cells = splitCsvLine(lines[i]!, separator);
    stamps.push(readStamp(cells[timeIndex] ?? '', { file, line: i + 1, column: time }));
    lineOf.push(i + 1);
    for (const { name, index, convert, values } of wanted) {
      values.push(convert(readNumber(cells[index], { file, line: i + 1, column: name })));
    }
  }
  const grid = stampGrid({ stamps, lineOf, file, column: time, label, stepMs: options.stepMs });
  const gridded = wanted.map(({ variable, values }) => {
    const column = new Float64Array(grid.length).fill(Number.NaN);
    for (let i = 0; i < values.length; i++) column[grid.indexOf[i]!] = values[i]!;
    return [variable, column];
  });
  return {
    location,
    source: options.source ?? unknownSource(file),
    label,
    kind: options.kind ?? 'measured',
    issuedAtMs,
    series: createSeries({ startMs: grid.startMs, stepMs: grid.stepMs, columns: Object.fromEntries(gridded) }),
  };
}

/** Positions of the rows in the order of time, where the file rises or falls: a falling file is read from its end. */
function rowsByTime(lines: readonly string[], stampOf: (line: string) => string): number[] {
  const rows = lines.flatMap((line, i) => (i === 0 || line === '' ? [] : [i]));
  const [first, last] = [rows[0], rows.at(-1)].map((i) => (i === undefined ? '' : stampOf(lines[i]!)));
  return first! > last! ? rows.reverse() : rows;
}

function columnIndex(names: readonly string[], name: string, file: string): number {
  const index = names.indexOf(name);
  if (index >= 0) return index;
  throw new WeatherError(
    'WEATHER_CSV_COLUMN',
    `${file}, line 1: read the columns ${names.map((each) => `"${each}"`).join(', ')}, expected a column "${name}".`,
    { context: { file, line: 1, column: name, read: names } },
  );
}

function readNumber(cell: string | undefined, where: { file: string; line: number; column: string }): number {
  const text = cell?.trim() ?? '';
  if (text === '' || text === 'NaN' || text === 'nan') return Number.NaN;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw new WeatherError(
    'WEATHER_CSV_NUMBER',
    `${where.file}, line ${where.line}, column "${where.column}": read "${text}", expected a number or an empty cell.`,
    { context: { ...where, read: text } },
  );
}

function unknownSource(file: string): WeatherSource {
  return {
    id: `csv:${file}`,
    licence: 'unknown',
    commercialUse: 'unknown',
    terms: 'The file does not say.',
    attribution: '',
  };
}
